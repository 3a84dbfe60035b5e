/** What we use of it: the package brings no types. */
declare module "bzip2-wasm" {
  export default class BZip2 {
    init(): Promise<void>;
    /** `blockSize` is in units of 100 kB, `bound` the most bytes that may come out; throws where more would. */
    compress(data: Uint8Array, blockSize: number, bound: number): Uint8Array;
  }
}
