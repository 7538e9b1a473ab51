import { bylineId, expect, sectionId, test } from "@/e2e/support/newsroom";
import { change, type DemoPerson, type NewsroomClient, story, typed } from "@/e2e/support/newsroom-client";

type Who = DemoPerson | "anonymous";
type Answers = Record<Who, number>;
type Setting = { client: NewsroomClient; id: string; version: number };

/** Answers to an article that the chief wrote and gave to nobody. 404: its existence is not theirs to know. */
const table: [
  operation: string,
  state: "draft" | "submitted",
  act: (s: Setting) => Promise<{ status: number }>,
  Answers,
][] = [
  [
    "list articles",
    "draft",
    ({ client }) => client.get("/api/articles"),
    { admin: 200, chief: 200, editor: 200, reporter: 200, checker: 200, anonymous: 401 },
  ],
  [
    "read a draft",
    "draft",
    ({ client, id }) => client.get(`/api/articles/${id}`),
    { admin: 200, chief: 200, editor: 200, reporter: 404, checker: 404, anonymous: 401 },
  ],
  [
    "read what was submitted",
    "submitted",
    ({ client, id }) => client.get(`/api/articles/${id}`),
    { admin: 200, chief: 200, editor: 200, reporter: 404, checker: 200, anonymous: 401 },
  ],
  [
    "create an article",
    "draft",
    ({ client }) => client.post("/api/articles", { kind: "story" }),
    { admin: 403, chief: 201, editor: 201, reporter: 201, checker: 403, anonymous: 401 },
  ],
  [
    "edit a draft",
    "draft",
    ({ client, id, version }) => client.post(`/api/articles/${id}/changes`, change(version, [typed(3, "x")])),
    { admin: 403, chief: 200, editor: 200, reporter: 404, checker: 404, anonymous: 401 },
  ],
  [
    "edit what was submitted",
    "submitted",
    ({ client, id, version }) => client.post(`/api/articles/${id}/changes`, change(version, [typed(3, "x")])),
    { admin: 403, chief: 200, editor: 200, reporter: 404, checker: 403, anonymous: 401 },
  ],
  [
    "submit",
    "draft",
    ({ client, id }) => client.post(`/api/articles/${id}/moves`, { move: "submit" }),
    { admin: 403, chief: 200, editor: 200, reporter: 404, checker: 404, anonymous: 401 },
  ],
  [
    "return to the author",
    "submitted",
    ({ client, id }) =>
      client.post(`/api/articles/${id}/moves`, { move: "return", reason: "One more source." }),
    { admin: 403, chief: 200, editor: 200, reporter: 404, checker: 403, anonymous: 401 },
  ],
  [
    "approve",
    "submitted",
    ({ client, id }) => client.post(`/api/articles/${id}/moves`, { move: "approve" }),
    { admin: 403, chief: 200, editor: 200, reporter: 404, checker: 403, anonymous: 401 },
  ],
  [
    "publish",
    "submitted",
    ({ client, id, version }) => client.post(`/api/articles/${id}/publish`, { version, class: "first" }),
    { admin: 403, chief: 200, editor: 200, reporter: 404, checker: 403, anonymous: 401 },
  ],
  [
    "list revisions",
    "submitted",
    ({ client, id }) => client.get(`/api/articles/${id}/revisions`),
    { admin: 200, chief: 200, editor: 200, reporter: 404, checker: 403, anonymous: 401 },
  ],
  [
    "name a revision",
    "draft",
    ({ client, id }) => client.post(`/api/articles/${id}/revisions`, { name: "Before lunch" }),
    { admin: 403, chief: 201, editor: 201, reporter: 404, checker: 404, anonymous: 401 },
  ],
  [
    "read the log",
    "draft",
    ({ client, id }) => client.get(`/api/articles/${id}/changes?since=0`),
    { admin: 200, chief: 200, editor: 200, reporter: 404, checker: 404, anonymous: 401 },
  ],
  [
    "add a section",
    "draft",
    ({ client }) => client.post("/api/sections", { name: `Section ${crypto.randomUUID().slice(0, 8)}` }),
    { admin: 201, chief: 201, editor: 201, reporter: 403, checker: 403, anonymous: 401 },
  ],
];

async function chiefsArticle(chief: NewsroomClient, state: "draft" | "submitted") {
  const document = story("What the chief keeps", ["Some words."], {
    bylines: [{ id: await bylineId(chief, "Miriam Okafor"), part: "" }],
  });
  const made = await chief.post("/api/articles", { kind: "story", document });
  expect(made.status, made.text).toBe(201);
  const { id } = made.body;
  await chief.put(`/api/articles/${id}/section`, { sectionId: await sectionId(chief, "world") });
  if (state === "submitted") {
    expect((await chief.post(`/api/articles/${id}/moves`, { move: "submit" })).status).toBe(200);
  }
  const { body } = await chief.get(`/api/articles/${id}`);
  return { id, version: body.version };
}

for (const [operation, state, act, answers] of table) {
  test(`who may ${operation}`, async ({ as, anonymous }) => {
    const chief = await as("chief");
    const given: Partial<Answers> = {};
    for (const who of ["admin", "chief", "editor", "reporter", "checker", "anonymous"] as const) {
      const client = who === "anonymous" ? anonymous : await as(who);
      given[who] = (await act({ client, ...(await chiefsArticle(chief, state)) })).status;
    }
    expect(given).toEqual(answers);
  });
}

test("a reporter writes and submits what is theirs, and publishes nothing", async ({ as, newStory }) => {
  const jonas = await as("reporter");
  const id = await newStory(jonas, "My own");
  const { body: article } = await jonas.get(`/api/articles/${id}`);
  const edit = (version: number) =>
    jonas.post(`/api/articles/${id}/changes`, change(version, [typed(3, "x")]));
  const edited = await edit(article.version);
  expect(edited.status, edited.text).toBe(200);
  const publish = await jonas.post(`/api/articles/${id}/publish`, {
    version: edited.body.version,
    class: "first",
  });
  expect(publish.status).toBe(403);
  expect((await jonas.post(`/api/articles/${id}/moves`, { move: "submit" })).status).toBe(200);
  expect((await edit(edited.body.version)).status).toBe(403);
  expect((await jonas.post(`/api/articles/${id}/moves`, { move: "approve" })).status).toBe(403);
});
