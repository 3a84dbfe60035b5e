import { beforeAll, describe, expect, test } from "vitest";
import { stage } from "../stage.js";
import { answerOf } from "./answers.js";
import { pairOf, WHOLE } from "./images.js";

describe("what a process gets from its system, in a static image without any other program", () => {
  let source: Record<string, unknown>;
  let result: Record<string, unknown>;

  beforeAll(async () => {
    const on = await stage("28");
    const pair = await pairOf(on, "library", "LINK static", ...WHOLE);
    const options = ["--add-host", "answer.test:192.0.2.7", "--dns", "127.0.0.1", "--hostname", "itself"];
    const answer = async (image: string): Promise<Record<string, unknown>> =>
      (await answerOf(on, ...options, image, "python3", "system.py")) as Record<string, unknown>;
    source = await answer(pair.source);
    result = await answer(pair.result);
  });

  test("users and groups resolve by name and by number; one that is not there is a KeyError", () => {
    expect(result["users"]).toMatchObject({
      worker: ["worker", "x", 1000, 1000, "", "/home/worker", expect.any(String)],
      home: "/home/worker",
      "nobody-such": "\"getpwnam(): name not found: 'nobody-such'\"",
    });
    expect(result["users"]).toEqual(source["users"]);
  });

  test("a name of /etc/hosts, localhost, services and protocols resolve", () => {
    expect(result["hosts"]).toEqual({
      added: [["192.0.2.7", 443]],
      localhost: "127.0.0.1",
      service: 443,
      protocol: 6,
      self: true,
    });
    expect(result["hosts"]).toEqual(source["hosts"]);
  });

  test("a name resolves that only a DNS server knows; one that it does not know fails", () => {
    expect(result["names"]).toEqual({
      known: ["192.0.2.53"],
      unknown: "[Errno -2] Name or service not known",
    });
    expect(result["names"]).toEqual(source["names"]);
  });

  test("LANG=C.UTF-8 works: names and contents of files, setlocale", () => {
    expect(result["text"]).toEqual({
      locale: "C.UTF-8",
      filesystem: "utf-8",
      listed: ["žluť-€.txt"],
      read: "grüße",
      format: "1234567",
    });
    expect(result["text"]).toEqual(source["text"]);
  });

  test("time zones are those of the source", () => {
    expect(result["times"]).toBe(source["times"]);
  });

  test("tempfile works in /tmp", () => {
    expect(result["files"]).toEqual({ folder: "/tmp", size: 100000, mode: "0o40700", gone: true });
  });

  test("TLS to a local server verifies with the system's CAs, to which the source added one, and with a CA's file", () => {
    expect(result["tls"]).toMatchObject({ "system's CAs": "over TLS", "the CA's file": "over TLS" });
  });

  test("TLS fails with another CA, and for another name", () => {
    expect(result["tls"]).toMatchObject({
      "another CA": "unable to get local issuer certificate",
      "another name": "IP address mismatch, certificate is not valid for '127.0.0.1'.",
    });
  });

  test("TLS speaks the version and cipher of the source, with as many CAs from the same places", () => {
    expect(result["tls"]).toMatchObject({ speaks: ["TLSv1.3", "TLS_AES_256_GCM_SHA384"] });
    expect(result["tls"]).toEqual(source["tls"]);
  });
});
