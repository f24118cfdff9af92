/** The part of autocannon that the benchmark uses; the package brings no types. */
declare module "autocannon" {
  interface Options {
    readonly url: string;
    /** Sent in turn. */
    readonly requests: readonly {
      readonly method: "POST";
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }[];
    readonly connections: number;
    readonly workers?: number;
    readonly duration: number;
  }
  interface Result {
    readonly requests: { readonly average: number; readonly total: number };
    readonly latency: { readonly p50: number; readonly p99: number };
    readonly non2xx: number;
    readonly errors: number;
  }
  export default function autocannon(options: Options): Promise<Result>;
}
