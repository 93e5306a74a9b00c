import { verbs } from "../../support/verbs.ts";

const image = { id: 7, slug: null, name: "old" };
const action = { id: 9, status: "in-progress" };

verbs(
  {
    name: "fetchImage() takes an id, a slug or an image",
    call: async (doapi) => [
      await doapi.fetchImage(7),
      await doapi.fetchImage("debian-12-x64"),
      await doapi.fetchImage(doapi.image(7)),
    ],
    sends: [
      { request: "GET /v2/images/7", reply: { image } },
      { request: "GET /v2/images/debian-12-x64", reply: { image } },
      { request: "GET /v2/images/7", reply: { image } },
    ],
    gives: [image, image, image],
  },
  {
    name: "fetchImageBySlug() fetches by slug",
    call: (doapi) => doapi.fetchImageBySlug("debian-12-x64"),
    sends: { request: "GET /v2/images/debian-12-x64", reply: { image } },
    gives: image,
  },
  {
    name: "the lists of images filter by type and owner",
    call: async (doapi) => [
      await Array.fromAsync(doapi.fetchAllImages()),
      await Array.fromAsync(doapi.fetchAllDistributionImages()),
      await Array.fromAsync(doapi.fetchAllApplicationImages()),
      await Array.fromAsync(doapi.fetchAllPrivateImages()),
    ],
    sends: ["", "&type=distribution", "&type=application", "&private=true"].map((filter) => ({
      request: `GET /v2/images?per_page=200${filter}`,
      reply: { images: [image] },
    })),
    gives: [[image], [image], [image], [image]],
  },
  {
    name: "image.updateImage() renames and gives the image as it is then",
    call: (doapi) => doapi.image(7).updateImage("new", { description: "d" }),
    sends: {
      request: "PUT /v2/images/7",
      body: { name: "new", description: "d" },
      reply: { image: { ...image, name: "new" } },
    },
    gives: { ...image, name: "new" },
  },
  {
    name: "image.transfer() and convert() post actions",
    call: async (doapi) => [
      await doapi.image(7).transfer("sgp1"),
      await doapi.image({ id: 7, slug: null } as { id: number }).convert(),
    ],
    sends: [
      {
        request: "POST /v2/images/7/actions",
        body: { type: "transfer", region: "sgp1" },
        reply: { action },
      },
      { request: "POST /v2/images/7/actions", body: { type: "convert" }, reply: { action } },
    ],
    gives: [action, action],
  },
  {
    name: "image.delete() deletes",
    call: (doapi) => doapi.image(7).delete(),
    sends: { request: "DELETE /v2/images/7", status: 204 },
  },
  {
    name: "image.wait() waits for the last action and fetches the image",
    call: (doapi) => doapi.image(7).wait(),
    sends: [
      { request: "GET /v2/images/7/actions?per_page=1", reply: { actions: [action] } },
      // Of an image given by its id alone, so that there is something to give back in any case.
      { request: "GET /v2/images/7", reply: { image } },
      { request: "GET /v2/actions/9", reply: { action: { ...action, status: "errored" } } },
      { request: "GET /v2/images/7", reply: { image } },
    ],
    gives: image,
  },
  {
    name: "image.fetchDroplet() is null for an image that came alone",
    call: (doapi) => doapi.image(7).fetchDroplet(),
    sends: [],
    gives: null,
  },
);
