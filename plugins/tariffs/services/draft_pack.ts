import db from '@adonisjs/lucid/services/db'
import {
  type Pack,
  type PackSegment,
  type VersionRef,
  checkContent,
  parseContent,
  readVersion,
} from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { type CompiledRuleset, type RulesetContent, compileRuleset } from '#core/rules/index'
import { chargesDecision } from '../decisions/charges.ts'
import { DEFAULT_TABLE, TARIFF_TABLE } from '../domain/tariff_table.ts'
import { errors } from '../errors.ts'
import { CHARGES } from './tariff_spans.ts'

/** A version that is not in force, ready to stand in the place of the one that is. */
export interface Draft {
  readonly id: bigint
  readonly kind: string
  readonly key: string
  readonly content: Json
  readonly ruleset: CompiledRuleset | null
}

/**
 * A version of the tariff table or of the rules of charges, checked whole.
 * @throws BusinessError E_CONFIGURATION_NOT_FOUND, E_TARIFFS_DRAFT, E_TARIFFS_DRAFT_INVALID
 */
export async function readDraft(id: bigint, municipalityId: bigint): Promise<Draft> {
  const { kind, key, content: text } = await readVersion(db, id, municipalityId)
  const isTable = kind === TARIFF_TABLE && key === DEFAULT_TABLE
  if (!isTable && !(kind === 'ruleset' && key === CHARGES)) throw errors.E_TARIFFS_DRAFT({ id })
  const content = parseContent(text)
  const critical = checkContent(registries().kinds.find(kind)!, key, content).filter(
    ({ severity }) => severity === 'critical'
  )
  if (critical.length) {
    const problems = critical.map(({ path, message }) => `${path}: ${message}`).join(' ')
    throw errors.E_TARIFFS_DRAFT_INVALID({ id, problems })
  }
  const ruleset = isTable
    ? null
    : compileRuleset(chargesDecision, content as unknown as RulesetContent)
  return { id, kind, key, content, ruleset }
}

/** The pack as it would be with the draft in force on all of its days. */
export function withDraft(pack: Pack, draft: Draft): Pack {
  const segments = pack.segments.map((segment) => draftSegment(segment, draft))
  return {
    ...pack,
    segments,
    at: (date) => segments[pack.segments.indexOf(pack.at(date))]!,
  }
}

function draftSegment(segment: PackSegment, draft: Draft): PackSegment {
  const isDraft = (kind: string, key: string) => kind === draft.kind && key === draft.key
  return {
    ...segment,
    version(kind: string, key: string): VersionRef {
      const ref = segment.version(kind, key)
      return isDraft(kind, key) ? { ...ref, id: draft.id } : ref
    },
    content: <T = Json>(kind: string, key: string) =>
      isDraft(kind, key) ? (draft.content as T) : segment.content<T>(kind, key),
    ruleset: (decision: string) =>
      draft.ruleset && isDraft('ruleset', decision) ? draft.ruleset : segment.ruleset(decision),
  }
}
