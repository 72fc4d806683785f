import Table from 'cli-table3';

/** A plain table with borders, without colours; cells may hold several lines. Double-width characters line up. */
export const grid = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const table = new Table({ head: [...head], style: { head: [], border: [] } });
  for (const row of rows) table.push([...row]);
  return table.toString();
};
