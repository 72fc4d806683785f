// The package has no types of its own; this is what the tests use of it.
declare module 'mailparser' {
  type Address = { readonly value: readonly { readonly address?: string; readonly name: string }[] };
  type ParsedMail = {
    readonly headerLines: readonly { readonly key: string; readonly line: string }[];
    readonly subject?: string;
    readonly from?: Address;
    readonly to?: Address;
    readonly cc?: Address;
    readonly bcc?: Address;
    readonly text?: string;
    readonly html: string | false;
    readonly messageId?: string;
    readonly date?: Date;
    readonly attachments: readonly {
      readonly filename?: string;
      readonly content: Buffer;
      readonly contentType: string;
    }[];
  };
  export const simpleParser: (source: Uint8Array) => Promise<ParsedMail>;
}
