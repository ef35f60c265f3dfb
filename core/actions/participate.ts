import { type Issue, registries } from '#core/kernel/index'
import { ParticipantRefusal } from './errors.ts'
import type { ParticipantContext } from './types.ts'

/**
 * Calls the answers to an extension point in plugin order, in the caller's transaction.
 * @returns the warnings of all of them.
 * @throws ParticipantRefusal with the issues of the first participant that finds a critical one; the caller's transaction
 * is undone with it.
 */
export async function participate<P>(
  point: string,
  payload: P,
  context: ParticipantContext
): Promise<Issue[]> {
  const found: Issue[] = []
  for (const participant of registries().participants.get(point) ?? []) {
    const issues = await participant.run(context, payload)
    const critical = issues.filter(({ severity }) => severity === 'critical')
    if (critical.length) throw new ParticipantRefusal(point, critical)
    found.push(...issues)
  }
  return found
}
