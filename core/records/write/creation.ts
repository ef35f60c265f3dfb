import { type Action, type Actor, performAction } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import type { RecordField, RecordType } from '../types.ts'
import { createAction } from './actions.ts'
import { writable } from './input.ts'

/** The action that creates a record of this type, or `null` when none is given to people. */
export function creationOf(type: RecordType): Action | null {
  if (type.createAction) return registries().actions.find(type.createAction) ?? null
  return type.permissions.write ? createAction(type) : null
}

/** Whether the person may create a record of this type. */
export function mayCreate(actor: Actor, type: RecordType): boolean {
  const action = creationOf(type)
  return action !== null && actor.permissions.has(action.permission)
}

/** What the form of a new record asks. */
export function creationFields(type: RecordType): readonly RecordField[] {
  return type.createFields ?? writable(type)
}

/** Creates a record. @returns its id, and the sentence that tells what was done. */
export async function createRecord(
  action: Action,
  actor: Actor,
  input: Readonly<Record<string, unknown>>
): Promise<{ id: bigint | null; description: string }> {
  const { output, description } = await performAction(action, { actor, input: plainInput(input) })
  const subject = action.subject(input, output)
  return { id: subject?.id ?? null, description }
}

/** As JSON would carry it: ids as digits, nothing where nothing was typed. */
function plainInput(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const filled = Object.entries(input).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(
    filled.map(([name, value]) => [name, typeof value === 'bigint' ? String(value) : value])
  )
}
