import { A, B, C, sends } from "./support.ts";

sends(
  {
    title: "two parameters in a path, the first by its name",
    line: "api databases_get_user main app",
    lists: ["GET /v2/databases"],
    sends: `GET /v2/databases/${A}/users/app`,
  },
  {
    title: "a name below a name",
    line: "api kubernetes_get_nodePool prod small",
    lists: [
      "GET /v2/kubernetes/clusters?per_page=200",
      `GET /v2/kubernetes/clusters/${A}/node_pools`,
    ],
    sends: `GET /v2/kubernetes/clusters/${A}/node_pools/${B}`,
  },
  {
    title: "a name that is deep in a thing",
    line: "api apps_restart shop --component web --component api",
    lists: ["GET /v2/apps?per_page=200"],
    sends: `POST /v2/apps/${A}/restart {"components":["web","api"]}`,
  },
  {
    title: "a label in the place of a name",
    line: "api functions_get_trigger jobs nightly",
    lists: ["GET /v2/functions/namespaces"],
    sends: "GET /v2/functions/namespaces/fn-1/triggers/nightly",
  },
  {
    title: "an id that is called otherwise",
    line: "api spacesKey_delete ci",
    lists: ["GET /v2/spaces/keys?per_page=200"],
    sends: "DELETE /v2/spaces/keys/DO00X",
    err: "doapi: deleted: key DO00X\n",
    status: 204,
    prints: "",
  },
  {
    title: "names of four kinds in one body",
    line: "api droplets_create --name web --size s-1vcpu-1gb --region nyc1 --image debian-12-x64 " +
      "--ssh-key laptop --volume data --vpc main --monitoring",
    lists: [
      "GET /v2/images/debian-12-x64",
      "GET /v2/account/keys?per_page=200",
      "GET /v2/volumes?per_page=200&name=data",
      "GET /v2/vpcs?per_page=200",
    ],
    sends: 'POST /v2/droplets {"name":"web","region":"nyc1","size":"s-1vcpu-1gb","image":9,' +
      `"ssh_keys":[3],"monitoring":true,"volumes":["${A}"],"vpc_uuid":"${A}"}`,
  },
  {
    title: "names in an object, where ids are text",
    line: "api autoscalepools_create --name pool --config target_number_instances:2 " +
      "--droplet-template name:x,region:nyc3,size:s,image:debian-12-x64,ssh_keys:laptop+4," +
      "project:shop",
    lists: [
      "GET /v2/images/debian-12-x64",
      "GET /v2/account/keys?per_page=200",
      "GET /v2/projects?per_page=200",
    ],
    sends: 'POST /v2/droplets/autoscale {"name":"pool","config":{"target_number_instances":2},' +
      '"droplet_template":{"name":"x","region":"nyc3","size":"s","image":"9","ssh_keys":["3","4"],' +
      `"project_id":"${C}"}}`,
  },
  {
    title: "a fingerprint in a path",
    line: "api sshKeys_get 3b:16:bf:e4:8b:00:8b:b8:59:8c:a9:d3:f0:19:45:fa",
    lists: [],
    sends: "GET /v2/account/keys/3b:16:bf:e4:8b:00:8b:b8:59:8c:a9:d3:f0:19:45:fa",
  },
  {
    title: "a name of digits",
    line: "api droplets_get name:105",
    lists: [
      "GET /v2/droplets?per_page=200&name=105",
      "GET /v2/droplets?per_page=200&name=105&type=gpus",
    ],
    sends: "GET /v2/droplets/7",
  },
  {
    title: "an id that is said to be one",
    line: "api snapshots_get id:nightly",
    sends: "GET /v2/snapshots/nightly",
  },
  {
    title: "a thing that is to be put into a list is looked up where it is",
    line: "api genai_attach_agent support billing",
    lists: ["GET /v2/gen-ai/agents?per_page=200"],
    sends: `POST /v2/gen-ai/agents/${A}/child_agents/${B}`,
  },
  {
    title: "a snapshot of a volume by its name",
    line: "api volumeSnapshots_get_byId nightly",
    lists: ["GET /v2/snapshots?per_page=200"],
    sends: `GET /v2/volumes/snapshots/${A}`,
  },
  {
    title: "a certificate within a rule of a list",
    line: `api loadBalancers_add_forwardingRules ${A} --forwarding-rule ` +
      "entry-protocol:https,entry-port:443,target-protocol:http,target-port:80,certificate:site",
    lists: ["GET /v2/certificates?per_page=200&name=site"],
    sends: `POST /v2/load_balancers/${A}/forwarding_rules {"forwarding_rules":[{` +
      '"entry_protocol":"https","entry_port":443,"target_protocol":"http","target_port":80,' +
      `"certificate_id":"${C}"}]}`,
    status: 204,
  },
);
