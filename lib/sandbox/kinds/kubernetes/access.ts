import { unprocessable } from "../../http/errors.ts";
import { timestamp } from "../../state/clock.ts";
import { isObject, type JsonObject } from "../../state/json.ts";
import type { ResourceRecord } from "../../state/resources.ts";
import type { Answer, Context } from "../../http/router.ts";
import { requestedCluster } from "./places.ts";

const WEEK = 7 * 86_400;

// Clients parse this before they connect. Its private key was never stored.
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBijCCATGgAwIBAgIUAvvpthY+HesyAWzytAlzJaIn77swCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPazhzLmV4YW1wbGUuY29tMCAXDTI2MTEyNTEwNTc1NVoYDzIx
MjYxMTAxMTA1NzU1WjAaMRgwFgYDVQQDDA9rOHMuZXhhbXBsZS5jb20wWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAATwny5IZSO8s2huWQoUUplBZVOgJqAJz6w4Mc4r
QorZvf6fI4KoxZ7w1RyCMdHLtWDKtl9epJX9Ulhcqa0muwvto1MwUTAdBgNVHQ4E
FgQU/AO4SN0a6G0sv4RfTVVqlrsEkewwHwYDVR0jBBgwFoAU/AO4SN0a6G0sv4Rf
TVVqlrsEkewwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiALL8xw
tINpaaxQeJqq5CsVSJG/oUn3vedTiJ+Rj6gzvwIgG53reYbbVBttPbOeSfN/AY03
jr5VpHjO+ykMywuTPnc=
-----END CERTIFICATE-----
`;

const AUTHORITY = btoa(CERTIFICATE);

const ISSUER = "https://sso.example.com";

/** The URL of the API server of a cluster, in a domain where no server is. */
export function endpoint(id: string): string {
  return `https://${id}.k8s.example.com`;
}

function token({ key }: ResourceRecord): string {
  return `simulated-${key}`;
}

function readCredentials(c: Context): Answer {
  const cluster = requestedCluster(c);
  const seconds = Number(c.query.get("expiry_seconds")) || WEEK;
  const body = {
    server: endpoint(cluster.key),
    certificate_authority_data: AUTHORITY,
    client_certificate_data: null,
    client_key_data: null,
    token: token(cluster),
    expires_at: timestamp(c.now + seconds * 1000),
  };
  return { status: 200, body };
}

/** What proves to a cluster who its user is: a token, or a program that asks for one. */
function userOf(cluster: ResourceRecord, type: string): string {
  if (type === "token") return `    token: ${token(cluster)}`;
  const sso = cluster.fields.sso as JsonObject;
  const [issuer, client] = [sso.issuer_url || ISSUER, sso.client_id || cluster.key];
  return `    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: kubectl
      args:
      - oidc-login
      - get-token
      - ${JSON.stringify(`--oidc-issuer-url=${issuer}`)}
      - ${JSON.stringify(`--oidc-client-id=${client}`)}
      interactiveMode: IfAvailable`;
}

/** The one document in YAML: what kubectl needs, by the names that the API gives. */
function readKubeconfig(c: Context): Answer {
  const cluster = requestedCluster(c);
  const { region, name, sso } = cluster.fields;
  const hasSso = isObject(sso) && sso.enabled === true;
  const type = c.query.get("type") || (hasSso ? "sso" : "token");
  if (type === "sso" && !hasSso) throw unprocessable("SSO is not enabled for this cluster.");
  // In quotes, since a name may have anything in it.
  const context = JSON.stringify(`do-${region}-${name}`);
  const user = JSON.stringify(`do-${region}-${name}-admin`);
  const text = `apiVersion: v1
kind: Config
clusters:
- cluster:
    certificate-authority-data: ${AUTHORITY}
    server: ${endpoint(cluster.key)}
  name: ${context}
contexts:
- context:
    cluster: ${context}
    user: ${user}
  name: ${context}
current-context: ${context}
preferences: {}
users:
- name: ${user}
  user:
${userOf(cluster, type)}
`;
  return { status: 200, text, type: "application/yaml" };
}

function readUser(c: Context): Answer {
  requestedCluster(c);
  const user = { username: c.store.state.account.email, groups: ["k8saas:authenticated"] };
  return { status: 200, body: { kubernetes_cluster_user: user } };
}

const PATH = "/v2/kubernetes/clusters/{cluster_id}";

/** How clients get into a cluster. */
export const CLUSTER_ACCESS: Readonly<Record<string, (c: Context) => Answer>> = {
  [`GET ${PATH}/credentials`]: readCredentials,
  [`GET ${PATH}/kubeconfig`]: readKubeconfig,
  [`GET ${PATH}/user`]: readUser,
};
