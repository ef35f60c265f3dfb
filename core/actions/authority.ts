import { clock } from '#core/calendar/index'
import { municipalityOf } from '#core/access/index'
import { type Parameter, parameterInForce } from '#core/configuration/index'
import type { JsonObject, Tx } from '#core/database/index'
import { BusinessError } from '#core/kernel/index'
import { errors } from './errors.ts'
import type { Action, Actor, Authority } from './types.ts'

/** The value of an authority parameter: what each profile may do by itself; null is no limit. Whole cents or a count. */
export interface AuthorityLimits {
  /** For profiles that are not named. */
  readonly others: string | null
  readonly profiles: readonly { readonly profile: string; readonly upTo: string | null }[]
}

const AMOUNT = { type: ['string', 'null'], pattern: String.raw`^\d{1,15}$` }
const LIMITS_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['others', 'profiles'],
  properties: {
    others: { ...AMOUNT, title: 'Demais perfis, até (vazio: sem limite)' },
    profiles: {
      title: 'Perfis com alçada própria',
      type: 'array',
      keyedBy: 'profile',
      maxItems: 100,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['profile', 'upTo'],
        properties: {
          profile: { title: 'Perfil (código)', type: 'string', maxLength: 100 },
          upTo: { ...AMOUNT, title: 'Até (vazio: sem limite)' },
        },
      },
    },
  },
}

/** Declares the parameter of an action's authority; without a default of its own nobody is limited. */
export function authorityParameter(
  given: Pick<Parameter, 'key' | 'title' | 'help' | 'because'> & {
    readonly default?: AuthorityLimits
  }
): Parameter {
  const { default: limits = { others: null, profiles: [] }, ...rest } = given
  return { ...rest, schema: LIMITS_SCHEMA, default: limits as unknown as JsonObject }
}

/** What an action asks for is above what the person may do alone: somebody with authority decides. */
export class OverAuthority extends BusinessError {
  readonly action: Action
  readonly amount: bigint
  readonly limit: bigint

  constructor(action: Action, amount: bigint, limit: bigint) {
    const { unit } = action.authority!
    super('E_ACTIONS_AUTHORITY', errors.table.E_ACTIONS_AUTHORITY, {
      action: action.name,
      title: action.title,
      amount: amountText(amount, unit),
      limit: amountText(limit, unit),
    })
    this.action = action
    this.amount = amount
    this.limit = limit
  }
}

/** R$ 1.234,50, or a count or volume with its thousands. */
export function amountText(amount: bigint, unit: Authority['unit']): string {
  const thousands = (value: bigint) => String(value).replaceAll(/\B(?=(\d{3})+$)/g, '.')
  if (unit === 'each') return amount > 0n ? 'uma operação' : 'nenhuma sem aprovação'
  if (unit === 'count') return thousands(amount)
  if (unit === 'm3') return `${thousands(amount)} m³`
  return `R$ ${thousands(amount / 100n)},${String(amount % 100n).padStart(2, '0')}`
}

/** The most that a person may do alone: the highest of their profiles'; null is no limit, as for the system itself. */
export function limitOf(actor: Actor, { others, profiles }: AuthorityLimits): bigint | null {
  if (actor.userId === null) return null
  const named = profiles.filter(({ profile }) => actor.profiles?.includes(profile))
  const limits = named.length ? named.map(({ upTo }) => upTo) : [others]
  if (limits.includes(null)) return null
  return limits.reduce((most, one) => (BigInt(one!) > most ? BigInt(one!) : most), 0n)
}

/** The limits of an action in force today. */
export async function limitsOf(
  { parameter }: Authority,
  municipalityId: bigint
): Promise<AuthorityLimits> {
  const { timeZone } = await municipalityOf(municipalityId)
  return parameterInForce<AuthorityLimits>(parameter, municipalityId, clock.today(timeZone))
}

/** What stands in the trail about authority. */
export interface AuthorityUse {
  readonly amount: bigint
  readonly authorisedBy: Actor | null
}

interface Request {
  readonly actor: Actor
  readonly supervisor?: Actor | null
  readonly limits: AuthorityLimits
}

/** How much a request asks for, or null where nobody is limited or only doing it tells. */
export async function askedAmount(
  tx: Tx,
  {
    action: { authority },
    actor: { municipalityId },
    input,
    limits,
  }: {
    readonly action: Action
    readonly actor: Actor
    readonly input: unknown
    readonly limits: AuthorityLimits | null
  }
): Promise<bigint | null> {
  if (!limits || !authority || !('measure' in authority)) return null
  return authority.measure({ tx, municipalityId, input })
}

/** How much was changed, or null where the request itself told. */
export const doneAmount = ({ authority }: Action, output: unknown): bigint | null =>
  authority && 'measureDone' in authority ? authority.measureDone(output) : null

/**
 * Whether an amount is within what its person, or who authorises it, may do.
 * @throws OverAuthority when nobody authorised it; BusinessError E_ACTIONS_SUPERVISOR when who did may not.
 */
export function checkAuthority(
  action: Action,
  amount: bigint,
  { actor, supervisor, limits }: Request
): AuthorityUse {
  const limit = limitOf(actor, limits)
  if (limit === null || amount <= limit) return { amount, authorisedBy: null }
  if (!supervisor) throw new OverAuthority(action, amount, limit)
  if (!mayAuthorise(supervisor, { action, amount, limits, requester: actor.userId })) {
    throw errors.E_ACTIONS_SUPERVISOR({ name: supervisor.name, title: action.title })
  }
  return { amount, authorisedBy: supervisor }
}

interface Asked {
  readonly action: Action
  readonly amount: bigint
  readonly limits: AuthorityLimits
  readonly requester: bigint | null
}

/** Another person, who may do the action themselves, by no right that the one who asks lent them, up to that amount. */
export function mayAuthorise(person: Actor, { action, amount, limits, requester }: Asked): boolean {
  if (person.userId === null || person.token || person.userId === requester) return false
  if (requester !== null && person.lent?.get(action.permission)?.userId === requester) return false
  const limit = limitOf(person, limits)
  return person.permissions.has(action.permission) && (limit === null || amount <= limit)
}
