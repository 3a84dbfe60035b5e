import * as z from "zod";

// Before any schema is made: zod compiles a schema to JavaScript unless told so by then, and each of ours reads once or
// twice in a build, which costs less than compiling it.
z.config({ jitless: true });
