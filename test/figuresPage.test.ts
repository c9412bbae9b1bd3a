import { describe, expect, it } from "vitest";
import { withSections } from "./figuresPage.ts";

describe("the page of figures", () => {
  const page = "# Figures\n\n## Bus\n\nold\n\n## Network\n\n1\n";
  it("has the sections of one simulation written anew, and those of the others as they were", () => {
    expect(withSections(page, "## Bus\n\nnew\n")).toBe("# Figures\n\n## Bus\n\nnew\n\n## Network\n\n1\n");
  });
  it("begins with a title, and takes what it did not have", () => {
    expect(withSections("", "## Bus\n\nnew\n")).toBe("# Figures\n\n## Bus\n\nnew\n");
    expect(withSections(page, "## Meters\n\n2\n")).toBe(`${page}\n## Meters\n\n2\n`);
  });
});
