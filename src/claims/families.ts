import { amongClaims } from './families/among.ts';
import { countClaims } from './families/count.ts';
import type { ClaimFamily } from './families/family.ts';
import { flowClaims } from './families/flow.ts';
import { growthClaims } from './families/growth.ts';
import { orderClaims } from './families/order.ts';
import { periodClaims } from './families/period.ts';
import { rankClaims } from './families/rank.ts';
import { rateClaims } from './families/rate.ts';
import { shareClaims } from './families/share.ts';
import { sumFamily } from './families/sum.ts';
import { universalClaims } from './families/universal.ts';
import { zeroClaims } from './families/zero.ts';

/** Every family of claims, in the order in which claims at the same place are listed. */
export const CLAIM_FAMILIES: readonly ClaimFamily[] = [
  countClaims,
  sumFamily,
  amongClaims,
  shareClaims,
  rateClaims,
  growthClaims,
  flowClaims,
  zeroClaims,
  universalClaims,
  orderClaims,
  rankClaims,
  periodClaims,
];
