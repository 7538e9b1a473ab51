import { expect, it } from "vitest";
import { returnPath } from "@/lib/people/return-path";

it.each([
  ["/desk/articles/1?tab=log#top", "/desk/articles/1?tab=log#top"],
  ["/desk/people?_rsc=abc12", "/desk/people"],
  ["/", "/"],
  [null, "/desk"],
  ["", "/desk"],
  ["desk", "/desk"],
  ["//evil.test/x", "/desk"],
  ["/\\evil.test/x", "/desk"],
  ["/\t/evil.test", "/desk"],
  ["/./\\evil.test", "/desk"],
  ["/..//evil.test", "/desk"],
  ["https://evil.test", "/desk"],
  ["javascript:alert(1)", "/desk"],
  ["/sign-in?next=/sign-in", "/desk"],
  ["/api/people", "/desk"],
])("after signing in, %j leads to %s", (asked, path) => {
  expect(returnPath(asked)).toBe(path);
});
