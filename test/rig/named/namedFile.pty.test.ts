/** The reader of named files on what a disk can really hold: pipes, devices, sockets, folders, links, films, other encodings. */
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isRead, largestDocument, readNamedFile } from "#rig/named/namedFile.ts";
import { filesInFolder, folderLimits, placeAt } from "#rig/named/namedFolder.ts";

const folder = mkdtempSync(join(tmpdir(), "conto-rig-named-"));
const at = (name: string): string => join(folder, name);
const server = createServer();
beforeAll(async () => {
  execFileSync("mkfifo", [at("pipe")]);
  await new Promise<void>((resolve) => server.listen(at("socket"), resolve));
  mkdirSync(at("folder"));
  symlinkSync("/dev/zero", at("to zero"));
  symlinkSync(at("round"), at("round"));
  symlinkSync(at("pipe"), at("to a pipe"));
  writeFileSync(at("film"), "");
  truncateSync(at("film"), 5 * 2 ** 30);
  writeFileSync(at("file"), "a: 1\n");
  symlinkSync(at("file"), at("to a file"));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const refusal = (path: string): string => {
  const read = readNamedFile(path);
  if (isRead(read)) return `(read: ${read.text.length} characters)`;
  return `${read.line}:${read.column} ${read.message}`;
};

describe("what is no document", () => {
  it.each([
    ["a device that never ends", () => "/dev/zero", "1:1 this is a device, not a file"],
    ["a terminal", () => "/dev/tty", "1:1 this is a device, not a file"],
    ["a pipe nobody writes to", () => at("pipe"), "1:1 this is a pipe (FIFO), not a file"],
    ["a link to such a pipe", () => at("to a pipe"), "1:1 this is a pipe (FIFO), not a file"],
    ["a link to a device", () => at("to zero"), "1:1 this is a device, not a file"],
    ["a link to itself", () => at("round"), "1:1 can't be read: symbolic links that lead round in a circle"],
    ["a socket", () => at("socket"), "1:1 this is a socket, not a file"],
    ["a folder", () => at("folder"), "1:1 this is a folder, not a file"],
    ["a file of 5 GiB", () => at("film"), "1:1 the file has 5120 MiB; at most 4 MiB are read"],
    ["nothing", () => at("nowhere"), "1:1 no such file or folder"],
    ["nothing below a file", () => at("file/x"), /^1:1 no such file or folder: what should be a folder/],
    [
      "a name of ten thousand letters",
      () => at("x".repeat(10_000)),
      "1:1 can't be read: the name is too long",
    ],
    ["a name with a zero in it", () => at("a\0b"), /^1:1 can't be read: the name holds a character/],
  ])("%s is refused at once, in words", (_, path, message) => {
    expect(refusal(path())).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
  });
});

describe("what is read", () => {
  const written = (name: string, bytes: string | Uint8Array): string => {
    writeFileSync(at(name), bytes);
    return at(name);
  };
  it("is the text, without the mark some editors put in front, and the sum of the bytes", () => {
    // printf "a: 1\n" | sha256sum
    expect(readNamedFile(at("to a file"))).toMatchObject({
      text: "a: 1\n",
      sha256: "37b128c59f1f5097f73f82691cb519f1f568667faab5ced1b4ab979d36837eae",
    });
    expect(readNamedFile(written("marked", "\ufeffa: 1\n"))).toMatchObject({ text: "a: 1\n" });
  });
  it("is as long as the limit and no byte longer, of a file that says no size too", () => {
    expect(refusal(written("full", "x".repeat(100)))).toBe("(read: 100 characters)");
    expect(readNamedFile(at("full"), 100)).toMatchObject({ text: "x".repeat(100) });
    appendFileSync(at("full"), "x");
    expect(readNamedFile(at("full"), 100)).toMatchObject({
      message: "the file has 101 bytes; at most 100 bytes are read",
    });
    // A file of the kernel: its size is 0, and there is more in it.
    expect(isRead(readNamedFile("/proc/self/status"))).toBe(true);
    expect(readNamedFile("/proc/self/status", 100)).toMatchObject({
      message: "the file has more than 100 bytes, and no more are read",
    });
  });
  it("is UTF-8; what is not is named, at the place of the first character that is none", () => {
    expect(refusal(written("utf16le", Buffer.from("\ufefftitle: x\n", "utf16le")))).toBe(
      "1:1 this is UTF-16 text: save it as UTF-8",
    );
    expect(refusal(written("unmarked", Buffer.from("title: x\n", "utf16le")))).toBe(
      "1:1 this is UTF-16 text: save it as UTF-8",
    );
    expect(refusal(written("utf16be", Buffer.from("\ufefftitle: x\n", "utf16le").swap16()))).toMatch(
      /UTF-16/,
    );
    expect(refusal(written("utf32", Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])))).toMatch(/UTF-32/);
    expect(refusal(written("latin1", Buffer.from("title: x\nname: caf\xe9\n", "latin1")))).toMatch(
      /^2:10 the character here is not UTF-8/,
    );
    expect(refusal(written("cut", Buffer.from("é").subarray(0, 1)))).toMatch(/^1:1 the character here/);
    expect(isRead(readNamedFile(written("utf8", "name: café ٣ 👩\n")))).toBe(true);
  });
  it("is at most what a document may have", () => expect(largestDocument).toBe(4 * 1024 * 1024));
});

describe("a folder that is named", () => {
  it("gives the files in it and below, in order, and goes round in no circle", () => {
    mkdirSync(at("tree/a/b"), { recursive: true });
    symlinkSync(at("tree"), at("tree/a/again"));
    for (const name of ["tree/2.x", "tree/1.x", "tree/a/b/3.x", "tree/a/other"]) writeFileSync(at(name), "");
    expect(filesInFolder(at("tree"), ".x")).toEqual([at("tree/1.x"), at("tree/2.x"), at("tree/a/b/3.x")]);
    expect(filesInFolder(at("tree"), ".x", { ...folderLimits, levels: 0 })).toEqual([
      at("tree/1.x"),
      at("tree/2.x"),
    ]);
  });
  it("is refused beyond its limits, each in words", () => {
    expect(filesInFolder(at("tree"), ".x", { ...folderLimits, entries: 3 })).toMatchObject({
      message: expect.stringMatching(/^more than 3 names/),
    });
    expect(filesInFolder(at("tree"), ".x", { ...folderLimits, documents: 1 })).toMatchObject({
      message: "more than 1 files *.x in this folder",
    });
    expect(filesInFolder(at("tree"), ".x", { ...folderLimits, levels: 1 })).toMatchObject({
      message: expect.stringMatching(/^more than 1 folders deep/),
    });
    expect(filesInFolder(at("nowhere"), ".x")).toMatchObject({ message: "no such file or folder" });
  });
  it("is told from files, from nothing, and from what can't be told", () => {
    expect(placeAt(at("folder"))).toEqual({ kind: "folder" });
    expect(placeAt(at("pipe"))).toEqual({ kind: "other" });
    expect(placeAt(at("nowhere"))).toEqual({ kind: "nothing" });
    expect(placeAt(at("round"))).toMatchObject({ kind: "closed" });
  });
});
