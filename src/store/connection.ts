import type { Db } from './schema.ts';

/** An open database: its name for people (a path, or an address without a password) and what an error of it means. */
export type Connection = {
  readonly name: string;
  readonly db: Db;
  /** Turns an error of the database into a StoreError that says what to do; passes on every other error. */
  readonly explain: (error: unknown) => unknown;
};

type Methods = { readonly [name: string]: (...args: never[]) => Promise<unknown> };

/** The same methods, with errors of the database explained. */
export const explained = <T extends Methods>(methods: T, { explain }: Connection): T =>
  Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      async (...args: never[]) => {
        try {
          return await method(...args);
        } catch (error) {
          throw explain(error);
        }
      },
    ]),
  ) as T;
