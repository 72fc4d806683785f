/** What is used of pngjs, which has no types of its own. `data` is red, green, blue, alpha, eight bits each. */
declare module 'pngjs' {
  export const PNG: {
    readonly sync: {
      readonly read: (data: Uint8Array) => {
        readonly width: number;
        readonly height: number;
        readonly data: Uint8Array;
      };
    };
  };
}
