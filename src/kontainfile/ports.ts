import { word } from "./check.js";

const PORT = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp)?)?$/i;

/** EXPOSE's `8000`, `8000-8010` or `53/udp`, as the ports that it stands for (`8000/tcp`). */
export const PortSpec = word((text, refuse) => {
  const match = PORT.exec(text);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (/^[^/]*:\d/.test(text)) {
    const message = `${JSON.stringify(text)} is a mapping, and EXPOSE takes ports of the container only`;
    return refuse({
      code: "bad-port",
      message,
      hint: `write EXPOSE ${text.slice(text.lastIndexOf(":") + 1)}`,
    });
  }
  if (match === null || last > 65535 || last < first) {
    return refuse({
      code: "bad-port",
      message: `${JSON.stringify(text)} is not a port`,
      hint: "write 8000, 8000-8010 or 53/udp, with numbers up to 65535",
    });
  }
  const protocol = (match[3] ?? "tcp").toLowerCase();
  return Array.from({ length: last - first + 1 }, (_, index) => `${first + index}/${protocol}`);
});
