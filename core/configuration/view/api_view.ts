import db from '@adonisjs/lucid/services/db'
import type { Json } from '#core/database/index'
import { type Checks, isCritical, issuesHere, kindNamed, runChecks } from '../check_content.ts'
import { resultPath } from '../usage/usage.ts'
import type { ResultSource } from '../usage/types.ts'
import type { ResultRow } from '../usage/usage.ts'
import { type Version, parseContent } from '../versions.ts'
import { type Moment, periodText, stateOf } from './state_text.ts'

const person = (id: bigint | null, name: string | null) =>
  id === null ? null : { id: String(id), name }

/** A version as other systems read it, without its content. */
export function versionJson(version: Version, all: readonly Version[], moment: Moment) {
  const { state, emergency, act } = circumstances(version, all, moment)
  return {
    id: String(version.id),
    ...{ kind: version.kind, key: version.key, title: version.title, number: version.number },
    ...{ owner: version.owner, status: version.status, state },
    ...{ from: version.from, until: version.until, period: periodText(version, all) },
    ...{ reason: version.reason, legal_basis: version.legalBasis },
    author: person(version.authorId, version.authorName),
    submitted_at: version.submittedAt,
    approver: person(version.approverId, version.approverName),
    ...{ decided_at: version.decidedAt, decision_note: version.decisionNote },
    ...{
      content_hash: version.contentHash,
      hash: version.hash,
      previous_hash: version.previousHash,
    },
    base: version.baseId === null ? null : String(version.baseId),
    ...{ emergency, act, correction: version.isCorrection, closed_periods: version.closedPeriods },
  }
}

function circumstances(version: Version, all: readonly Version[], moment: Moment) {
  return {
    state: stateOf(version, all, moment).text,
    emergency: version.isEmergency ? { ratify_until: version.ratifyUntil } : null,
    act: version.act && {
      ...{ act: version.act, by: version.actBy, at: version.actAt, note: version.actNote },
      stops_from: version.stopsFrom,
    },
  }
}

/** As `versionJson`, with the content and what a merge did; of one that is not decided also its checks. */
export async function wholeVersionJson(version: Version, all: readonly Version[], moment: Moment) {
  const content = parseContent(version.content)
  const isOpen = version.status === 'draft' || version.status === 'in_review'
  const checks = isOpen ? await checksOf(version, content, moment) : null
  return {
    ...versionJson(version, all, moment),
    ...{ content, merge: version.merge === null ? null : parseContent(version.merge) },
    checks: checks && {
      ...{ green: checks.isGreen, issues: checks.issues, examples: checks.examples },
    },
  }
}

async function checksOf(version: Version, content: Json, { today }: Moment): Promise<Checks> {
  const { key, municipalityId, from } = version
  const kind = kindNamed(version.kind)
  const checks = runChecks(kind, key, content)
  const here = await issuesHere(db, kind, { key, content, municipalityId, on: from ?? today })
  return {
    ...checks,
    issues: [...checks.issues, ...here],
    isGreen: checks.isGreen && !here.some(isCritical),
  }
}

/** A result with its address; amounts and ids as texts. */
export const resultJson = (source: ResultSource, row: ResultRow) => ({
  id: String(row.id),
  ...Object.fromEntries(
    source.columns.map(({ name }) => {
      const value = row[name]
      return [name, typeof value === 'bigint' ? String(value) : value]
    })
  ),
  path: resultPath(source, row),
})
