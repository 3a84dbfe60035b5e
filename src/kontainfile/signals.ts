import { word } from "./check.js";

const NAMES =
  "ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM " +
  "TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX";
const SIGNALS = new Set(NAMES.split(" "));
const REAL_TIME = /^(?:RTMIN\+(?:[1-9]|1[0-5])|RTMAX-(?:[1-9]|1[0-4]))$/;

/** STOPSIGNAL's signal, by name or number as Docker knows them on Linux; it stays as written. */
export const Signal = word((text, refuse) => {
  const name = text.toUpperCase().replace(/^SIG/, "");
  if (SIGNALS.has(name) || REAL_TIME.test(name) || (/^\d+$/.test(text) && Number(text) > 0)) return text;
  return refuse({
    code: "bad-signal",
    message: `${JSON.stringify(text)} is not a signal`,
    hint: "write SIGTERM, SIGINT or another name or number of Linux",
  });
});
