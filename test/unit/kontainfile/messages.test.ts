import { expect, test } from "vitest";
import { errorsOf, pointedAt } from "./read.js";

/** After `FROM a`, in line 2: what it says, where it points, and what to do. */
const LINES: readonly (readonly [line: string, at: string, message: string, hint: string])[] = [
  [
    "LINK statik",
    "statik",
    'LINK cannot be "statik"',
    "did you mean static? LINK takes auto, static or dynamic",
  ],
  ["LINK fast", "fast", 'LINK cannot be "fast"', "LINK takes auto, static or dynamic"],
  ["LINK", "LINK", "LINK needs a value", "write LINK auto|static|dynamic"],
  ["LINK auto static", "static", "LINK takes one value", "write LINK auto|static|dynamic"],
  ["LINK auto # why", "#", "LINK takes one value", "a comment stands on a line of its own"],
  ["LINK --x=y auto", "--x=y", "LINK has no flag --x", "LINK takes no flags"],
  ["PRUNE saef", "saef", 'PRUNE cannot be "saef"', "did you mean safe? PRUNE takes none, safe or strict"],
  [
    "PRUNE strict",
    "strict",
    "PRUNE strict keeps what a TRACE saw, and the file has no TRACE",
    "add a TRACE line, or use PRUNE safe",
  ],
  ["FREEZE snapshot", "snapshot", "FREEZE snapshot is not supported yet", "remove the line"],
  ["FREEZE modules", "modules", "FREEZE modules is not supported yet", "remove the line"],
  [
    "TOOLCHAIN My/tools",
    "My/tools",
    '"My/tools" is not the name of an image',
    "names of images are lower case",
  ],
  [
    "RUN pip install flask",
    "RUN",
    "RUN does not belong in a Kontainfile",
    "run it in the Dockerfile of the source image; a Kontainfile only converts that image",
  ],
  [
    "copy . /app",
    "copy",
    "COPY does not belong in a Kontainfile",
    "copy it in the Dockerfile of the source image; a Kontainfile only converts that image",
  ],
  [
    "ADD x /app",
    "ADD",
    "ADD does not belong in a Kontainfile",
    "add it in the Dockerfile of the source image; a Kontainfile only converts that image",
  ],
  [
    "SHELL bash",
    "SHELL",
    "SHELL does not belong in a Kontainfile",
    'the source image\'s shell is carried over; for another write CMD ["shell", "-c", "…"]',
  ],
  [
    "ONBUILD USER x",
    "ONBUILD",
    "ONBUILD does not belong in a Kontainfile",
    "remove the line: a Kontain image is not built upon",
  ],
  [
    "MAINTAINER me",
    "MAINTAINER",
    "MAINTAINER does not belong in a Kontainfile",
    "write LABEL org.opencontainers.image.authors=… instead",
  ],
  ["ENTRYPIONT x", "ENTRYPIONT", "ENTRYPIONT is no instruction", "did you mean ENTRYPOINT?"],
  [
    "INSTALL flask",
    "INSTALL",
    "INSTALL is no instruction",
    "a Kontainfile has ARG, FROM, LINK, TOOLCHAIN, PRUNE, KEEP, DROP, TRACE, CHECK, FREEZE, ENV, ENTRYPOINT, CMD, WORKDIR, USER, EXPOSE, VOLUME, LABEL, STOPSIGNAL, HEALTHCHECK",
  ],
  [
    "FROM b",
    "FROM",
    "a Kontainfile has one FROM; the first is on line 1",
    "write a Kontainfile for each image",
  ],
  ["KEEP", "KEEP", "KEEP needs a value", "write KEEP pattern…"],
  ["KEEP ../x", "../x", '"../x" has .. in it', "write the path that it stands for"],
  ["KEEP /a/../x", "/a/../x", '"/a/../x" has .. in it', "write the path that it stands for"],
  ["DROP srv/x", "srv/x", '"srv/x" is neither a path nor a module', "a path starts with /, as in /srv/*"],
  [
    "DROP pkg.*.sub",
    "pkg.*.sub",
    '"pkg.*.sub" is neither a path nor a module',
    "a module has .* only at its end, as in pkg.sub.*",
  ],
  [
    "DROP my-pkg",
    "my-pkg",
    '"my-pkg" is neither a path nor a module',
    "a module is named as import names it, as in pkg_name.sub",
  ],
  [
    'DROP "a b"',
    '"a b"',
    '"a b" is neither a path nor a module',
    "write a path as in /srv/*, or a module as in pkg.sub.*",
  ],
  ["DROP /", "/", '"/" is the whole image', "write the folders in it, as in /srv/*"],
  ["DROP /a[9-0]", "/a[9-0]", '"/a[9-0]" has a range that runs backwards', "write it as in [0-9]"],
  ["ENV", "ENV", "ENV needs a value", "write ENV name=value…"],
  ["ENV A", "A", "ENV gives A no value", "write ENV name=value, with quotes around a value that has spaces"],
  [
    "ENV A=b c",
    "c",
    "ENV gives c no value",
    "write ENV name=value, with quotes around a value that has spaces",
  ],
  [
    "LABEL =x",
    "x",
    "LABEL has a value without a name",
    "write LABEL name=value, with quotes around a value that has spaces",
  ],
  ["ARG =x", "=x", "ARG has a value without a name", "write ARG name=value"],
  ['ENV A="b', '"b', "a double quote is not closed", "for the character itself, put \\ before it"],
  ["USER it's", "'s", "a single quote is not closed", "for the character itself, put \\ before it"],
  ["WORKDIR ${A", "${A", "${ has no closing }", "for the character itself, put \\ before it"],
  ["WORKDIR ${}", "${}", "${ has no variable name", "for the character itself, put \\ before it"],
  [
    "WORKDIR ${A^}",
    "${A^}",
    "${A^} is no substitution that Dockerfiles know",
    "for the character itself, put \\ before it",
  ],
  ["CMD", "CMD", "CMD needs a value", 'write CMD ["argument"…]'],
  [
    'ENTRYPOINT ["a", 1]',
    '["a", 1]',
    "ENTRYPOINT takes a JSON array of strings only",
    'write it as ENTRYPOINT ["python3", "app.py"], with double quotes',
  ],
  ["CMD --x=1 a", "--x=1", "CMD has no flag --x", "CMD takes no flags"],
  [
    "EXPOSE http",
    "http",
    '"http" is not a port',
    "write 8000, 8000-8010 or 53/udp, with numbers up to 65535",
  ],
  [
    "EXPOSE 70000",
    "70000",
    '"70000" is not a port',
    "write 8000, 8000-8010 or 53/udp, with numbers up to 65535",
  ],
  ["EXPOSE 9-8", "9-8", '"9-8" is not a port', "write 8000, 8000-8010 or 53/udp, with numbers up to 65535"],
  [
    "EXPOSE 8080:80",
    "8080:80",
    '"8080:80" is a mapping, and EXPOSE takes ports of the container only',
    "write EXPOSE 80",
  ],
  ['VOLUME [""]', "", "VOLUME has an empty path", "write VOLUME /path"],
  ["VOLUME []", "VOLUME []", "VOLUME needs a value", "write VOLUME path…"],
  [
    "STOPSIGNAL STOPP",
    "STOPP",
    '"STOPP" is not a signal',
    "write SIGTERM, SIGINT or another name or number of Linux",
  ],
  [
    "HEALTHCHECK curl localhost",
    "curl",
    'HEALTHCHECK cannot start with "curl"',
    "write HEALTHCHECK CMD command, or HEALTHCHECK NONE",
  ],
  ["HEALTHCHECK NONE x", "x", "HEALTHCHECK NONE takes no command", "remove what follows NONE"],
  ["HEALTHCHECK --interval=5 CMD x", "5", '"5" is not a duration', "write it as 30s or 1m30s"],
  [
    "HEALTHCHECK --interval=5us CMD x",
    "5us",
    "5us is shorter than a millisecond",
    "write it as 30s or 1m30s",
  ],
  ["HEALTHCHECK --retries=-1 CMD x", "-1", '"-1" is not a number of retries', "write --retries=3"],
  [
    "HEALTHCHECK --retry=1 CMD x",
    "--retry=1",
    "HEALTHCHECK has no flag --retry",
    "HEALTHCHECK takes --interval=, --timeout=, --start-period=, --start-interval=, --retries=",
  ],
  [
    "HEALTHCHECK --timeout CMD x",
    "--timeout",
    "--timeout needs a value",
    "write --timeout=VALUE, without a space",
  ],
  [
    "HEALTHCHECK --retries=1 --retries=2 CMD x",
    "--retries=2",
    "--retries is given twice",
    "remove one of them",
  ],
];

test.each(LINES)("%s", (line, at, message, hint) => {
  const text = `FROM a\n${line}\n`;
  expect(errorsOf(text)).toEqual([expect.objectContaining({ message, hint })]);
  const [error] = errorsOf(text);
  expect(error?.at?.start.line).toBe(2);
  expect(pointedAt(text, error?.at)).toBe(at);
});

const FROM_LINES: readonly (readonly [line: string, at: string, message: string, hint: string])[] = [
  ["FROM", "FROM", "FROM needs a value", "write FROM [--platform=linux/amd64] image"],
  [
    "FROM --platform=linux/arm64 a",
    "linux/arm64",
    "there are no Kontain images for linux/arm64: KM runs x86_64 only",
    "remove --platform, or write --platform=linux/amd64",
  ],
  [
    "FROM --platform=windows/amd64 a",
    "windows/amd64",
    "there are no Kontain images for windows/amd64: KM runs x86_64 only",
    "remove --platform, or write --platform=linux/amd64",
  ],
  [
    "FROM --platform=x86 a",
    "x86",
    '"x86" is not a platform',
    "remove --platform, or write --platform=linux/amd64",
  ],
  [
    "FROM --platfrom=linux/amd64 a",
    "--platfrom=linux/amd64",
    "FROM has no flag --platfrom",
    "did you mean --platform?",
  ],
  ["FROM a AS build", "AS", "AS names a stage, and a Kontainfile has none", "remove AS build"],
  ["FROM a b", "b", "FROM takes one value", "write FROM [--platform=linux/amd64] image"],
  ["FROM My/App", "My/App", '"My/App" is not the name of an image', "names of images are lower case"],
  ["FROM a:b:c", "a:b:c", '"a:b:c" is not the name of an image', "write NAME, NAME:TAG or HOST/NAME:TAG"],
  ["FROM scratch", "scratch", "FROM scratch has no Python to convert", "name an image that contains python3"],
  [
    "FROM $IMAGE",
    "$IMAGE",
    "FROM names no image: $IMAGE is empty",
    "give the variable a value with --build-arg, or a default as in ${NAME:-my/python-image}",
  ],
  [
    "FROM ${I:?which image}",
    "${I:?which",
    "${ has no closing }",
    "for the character itself, put \\ before it",
  ],
  ["FROM ${I:?unnamed}", "${I:?unnamed}", "I must be given: unnamed", "give it a value with --build-arg"],
  ...["FROM ./Dockerfile", "FROM --target=app ./Dockerfile", "FROM Dockerfile"].map(
    (line) =>
      [
        line,
        line.split(" ").at(-1) ?? "",
        "FROM with a Dockerfile is not supported yet",
        "build it first with docker build -t NAME, then write FROM NAME",
      ] as const,
  ),
];

test.each(FROM_LINES)("%s", (line, at, message, hint) => {
  const errors = errorsOf(line);
  expect(errors[0]).toMatchObject({ message, hint });
  expect(pointedAt(line, errors[0]?.at)).toBe(at);
});
