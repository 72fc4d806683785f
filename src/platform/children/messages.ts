/** What a parent asks of a child: first `begin` with what all tasks need, then one task at a time. */
export type ToChild =
  | { readonly is: 'begin'; readonly knowledge: unknown }
  | { readonly is: 'task'; readonly id: number; readonly name: string; readonly payload: unknown };

/**
 * What a child answers. `ready`, once, when it has what tasks need: from then on its time is counted. `longer` asks for more time for the task under way, once: what takes long is known only when it
 * is met.
 */
export type FromChild =
  | { readonly is: 'ready' }
  | { readonly is: 'longer'; readonly id: number }
  | { readonly is: 'done'; readonly id: number; readonly value: unknown }
  | { readonly is: 'threw'; readonly id: number; readonly message: string; readonly stack: string };
