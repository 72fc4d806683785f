/** A message as it comes from a mail server, with its attachments. */
export type MessageParts = {
  readonly from?: string;
  readonly subject?: string;
  readonly headers?: readonly string[];
  readonly files?: readonly (readonly [name: string, content: string | Uint8Array, type?: string])[];
};

let number = 0;

const encodedName = (name: string): string => `=?UTF-8?B?${Buffer.from(name).toString('base64')}?=`;

const lines = (base64: string): string => base64.replace(/.{76}/g, '$&\n');

export const aMessage = ({
  from = '甲旗 <jia@example.invalid>',
  subject = '年度报告',
  headers = [],
  files = [],
}: MessageParts = {}): string => {
  number += 1;
  const sender = from.replace(/^[^<]*[^\x00-\x7f][^<]*/, (name) => `${encodedName(name.trim())} `);
  const parts = files.map(
    ([name, content, type = 'application/octet-stream']) => `--part
Content-Type: ${type}
Content-Disposition: attachment; filename="${encodedName(name)}"
Content-Transfer-Encoding: base64

${lines(Buffer.from(content).toString('base64'))}
`,
  );
  return `From: ${sender}
To: reports@example.invalid
Subject: ${encodedName(subject)}
Message-ID: <${number}@example.invalid>
Date: Tue, 20 Jan 2026 10:00:00 +0800
MIME-Version: 1.0
${headers.map((header) => `${header}\n`).join('')}${headers.some((header) => /^content-type:/i.test(header)) ? '' : 'Content-Type: multipart/mixed; boundary="part"\n'}
--part
Content-Type: text/plain; charset=utf-8

see attachment
${parts.join('')}--part--
`;
};

const attribute = (level: number, id: number, data: Uint8Array): Uint8Array => {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(data.length, 5);
  const sum = data.reduce((total, byte) => (total + byte) & 0xffff, 0);
  return Buffer.concat([head, data, Buffer.from([sum & 0xff, sum >> 8])]);
};

/** A winmail.dat with files in it. */
export const aWinmail = (...files: readonly (readonly [name: string, content: string])[]): Uint8Array => {
  const signature = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 0x01, 0x00]);
  const attachments = files.flatMap(([name, content]) => [
    attribute(2, 0x00069002, Buffer.alloc(14)),
    attribute(2, 0x00018010, Buffer.from(`${name}\0`)),
    attribute(2, 0x0006800f, Buffer.from(content)),
  ]);
  return Buffer.concat([signature, attribute(1, 0x00089006, Buffer.from([0, 0, 1, 0])), ...attachments]);
};
