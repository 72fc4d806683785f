import type { Check } from '../check.ts';
import { claimFlow } from './claim-flow.ts';
import { claimGrowth } from './claim-growth.ts';
import { claimGrowthArity } from './claim-growth-arity.ts';
import { claimOrder } from './claim-order.ts';
import { claimPartition } from './claim-partition.ts';
import { claimRate } from './claim-rate.ts';
import { claimRepeat } from './claim-repeat.ts';
import { claimShare } from './claim-share.ts';
import { claimShareBase } from './claim-share-base.ts';
import { claimSubset } from './claim-subset.ts';
import { claimSum } from './claim-sum.ts';
import { claimTable } from './claim-table.ts';
import { claimUniversal } from './claim-universal.ts';
import { claimZero } from './claim-zero.ts';

/** The checks that judge claims of the prose. Every verdict but the inapplicable one of an empty report has a claim id as target. */
export const claimChecks: readonly Check[] = [
  claimShare,
  claimShareBase,
  claimPartition,
  claimRate,
  claimSum,
  claimSubset,
  claimFlow,
  claimTable,
  claimRepeat,
  claimZero,
  claimUniversal,
  claimOrder,
  claimGrowth,
  claimGrowthArity,
];
