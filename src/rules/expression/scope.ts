/**
 * Where a figure is looked up when not in the report itself: `prior` the same office's report of the year before,
 * `children` the sum over the offices below, `largest_child` the largest figure among them, `report` what the report
 * says about itself (its year, whether it sums up the offices below).
 */
export const SCOPES = ['prior', 'children', 'largest_child', 'report'] as const;

export type Scope = (typeof SCOPES)[number];

/** What a rule may ask of the report as a whole: `report.year`, and `report.rolls_up`, 1 or 0. */
export const REPORT_FIGURES = ['year', 'rolls_up'] as const;

/** "prior.t3.new" → prior and "t3.new"; a figure of the report itself has no scope. */
export const splitScope = (path: string): { readonly scope: Scope | null; readonly path: string } => {
  const dot = path.indexOf('.');
  const scope = SCOPES.find((known) => known.length === dot && path.startsWith(known)) ?? null;
  return { scope, path: scope === null ? path : path.slice(dot + 1) };
};

/** Whether a fact key or path is that of a figure outside the tables of the report. */
export const isScoped = (key: string): boolean => splitScope(key).scope !== null;
