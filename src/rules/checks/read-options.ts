/** For checks that take no options: refuses any. */
export const noOptions = (raw: Readonly<Record<string, unknown>>): Readonly<Record<string, never>> => {
  const [name] = Object.keys(raw);
  if (name !== undefined) throw new Error(`unknown option "${name}"; this check takes none`);
  return {};
};
