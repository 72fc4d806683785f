// The workbench of the program draws from the same source; tests and benchmarks know it under this name.
export { type Random, seededRandom } from '../../src/workbench/random.ts';
