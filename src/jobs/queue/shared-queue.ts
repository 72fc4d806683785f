import type { Job } from 'bullmq';
import * as z from 'zod';

// What the process that runs a night and the workers beside it agree on, in Redis.

/** Queues of one store on a Redis have names that begin so. BullMQ allows no colon in them. */
export const prefixOf = (space: string): string => `gouji-${space}`;

// A lock outlives any unit that keeps the event loop busy; a worker that is gone is noticed soon after.
export const LOCKS = { lockDuration: 10_000, stalledInterval: 3_000 } as const;

/**
 * Where one process does all the work, how often a unit comes back from a lost lock says nothing about the unit: the
 * batch counts its attempts.
 */
export const OWN_STALLS = 1_000;

/** Among several workers, a unit under which three of them were lost is given up. */
export const SHARED_STALLS = 2;

/** Attempts that a job has used up: those that failed, and those whose worker was lost. */
export const attemptsUsed = ({ attemptsMade, stalledCounter }: Pick<Job, 'attemptsMade' | 'stalledCounter'>): number =>
  attemptsMade + stalledCounter;

/** The reason of a unit whose workers did not live to give one. */
export const LOST_WORKERS = 'each worker that began it died or hung';

/** What a job carries. */
export const jobShape = z.object({ seal: z.string().nullable(), unit: z.unknown() });

/** What a worker elsewhere gives back; anything else that a job ends with says nothing. */
export const resultShape = z.object({ result: z.unknown() });

const announcementShape = z.object({
  /** Where the store keeps what the night needs. */
  seal: z.string(),
  task: z.string(),
  units: z.number(),
  done: z.number(),
  parked: z.number(),
});

/** The night under way, and how far its present task has come. It ends by itself soon after the process that tells it. */
export type Announcement = z.infer<typeof announcementShape>;

export const announcementKey = (space: string): string => `${prefixOf(space)}:night`;

/** Milliseconds after which an announcement that nobody renews is gone. */
export const ANNOUNCED_FOR = 30_000;

/** Reads an announcement; null for none, and for one of a program that says it otherwise. */
export const readAnnouncement = (text: string | null): Announcement | null => {
  try {
    const read = announcementShape.safeParse(JSON.parse(text ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
};
