import * as z from "zod";

const strings = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? undefined);

/** Docker's health check; durations in nanoseconds (moby docker image spec v1.2). */
export const Healthcheck = z.looseObject({
  Test: z.array(z.string()).optional(),
  Interval: z.number().optional(),
  Timeout: z.number().optional(),
  StartPeriod: z.number().optional(),
  StartInterval: z.number().optional(),
  Retries: z.number().optional(),
});
export type Healthcheck = z.infer<typeof Healthcheck>;

const emptyObjects = z
  .record(z.string(), z.looseObject({}))
  .nullish()
  .transform((record) => record ?? undefined);

/** What an image says of its container: OCI image-spec config.md with Docker's additions. */
export const ContainerConfig = z.looseObject({
  User: z.string().optional(),
  Env: strings,
  Entrypoint: strings,
  Cmd: strings,
  WorkingDir: z.string().optional(),
  ExposedPorts: emptyObjects,
  Volumes: emptyObjects,
  Labels: z
    .record(z.string(), z.string())
    .nullish()
    .transform((record) => record ?? undefined),
  StopSignal: z.string().optional(),
  Shell: strings,
  Healthcheck: Healthcheck.nullish().transform((check) => check ?? undefined),
});
export type ContainerConfig = z.infer<typeof ContainerConfig>;

/** The configuration document of an image, as ResolveImageConfig returns it. */
export const ImageDocument = z.looseObject({
  os: z.string(),
  architecture: z.string(),
  /** What made each layer, in words; images say what they like here, and some say nothing. */
  history: z
    .array(z.looseObject({ created_by: z.string().optional() }))
    .nullish()
    .catch(undefined),
  config: ContainerConfig.nullish().transform((config) => config ?? ContainerConfig.parse({})),
});
export type ImageDocument = z.infer<typeof ImageDocument>;
