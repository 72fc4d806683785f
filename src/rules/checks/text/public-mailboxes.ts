import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { judgeText } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';

const schema = z.strictObject({ domains: z.array(z.string().min(3)).min(1) });

const MAILBOX = /[A-Za-z0-9][\w.+-]{0,60}@[A-Za-z0-9][A-Za-z0-9.-]{1,60}/g;

/** Mailboxes of public providers given as contact of an office. */
export const publicMailboxes = defineCheck<z.infer<typeof schema>>({
  name: 'public-mailboxes',
  parseOptions: optionsBySchema(schema),
  judge: ({ document }, { domains }) =>
    judgeText(document, ({ text }) =>
      [...text.matchAll(MAILBOX)]
        .map(([mailbox]) => mailbox.replace(/[.-]{1,8}$/, ''))
        .filter((mailbox) => {
          const domain = mailbox.split('@')[1]!.toLowerCase();
          return domains.some((known) => domain === known || domain.endsWith(`.${known}`));
        }),
    ),
});
