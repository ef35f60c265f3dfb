import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { keepOwn, mergeUpgrade } from '../services/merge_upgrade.ts'
import type { MergeReport } from '../merge/report.ts'
import type { Side } from '../merge/merge_json.ts'
import { versionLabel } from '../view/state_text.ts'
import type { Version } from '../versions.ts'
import {
  type VersionOutcome,
  lenderOf,
  outcomeOf,
  versionName,
  versionSubject,
  versionTrail,
} from './common.ts'

const item = {
  kind: vine.string().minLength(1).maxLength(60),
  key: vine.string().minLength(1).maxLength(120),
  /** The new default and the local version that the person looked at. */
  theirs_id: rowId().optional(),
  ours_id: rowId().optional(),
}

const input = vine.create({
  ...item,
  mode: vine.enum(['merge', 'theirs'] as const).optional(),
  choices: vine
    .array(
      vine.object({
        path: vine.string().maxLength(1000),
        side: vine.enum(['ours', 'theirs'] as const),
      })
    )
    .maxLength(2000)
    .optional(),
})

export type MergeGiven = Infer<typeof input>
type Seeing = Pick<MergeGiven, 'theirs_id' | 'ours_id'>

const seenIn = ({ theirs_id: theirs, ours_id: ours }: Seeing) =>
  theirs === undefined || ours === undefined
    ? null
    : { theirsId: BigInt(theirs), oursId: BigInt(ours) }

export const choicesOf = ({ choices = [] }: Pick<MergeGiven, 'choices'>) =>
  new Map<string, Side>(choices.map(({ path, side }) => [path, side]))

export interface MergedOutcome extends VersionOutcome {
  readonly report: MergeReport
}

const LABELS = {
  kind: 'Tipo',
  key: 'Chave',
  theirs_id: 'Id do novo padrão',
  ours_id: 'Id da versão própria',
}

const countText = (count: number, one: string, many: string) =>
  `${count} ${count === 1 ? one : many}`

/** Joins a new default of the product or the regulator with the local version in force, into a draft. */
export const mergeUpgradeAction: Action<MergeGiven, MergedOutcome> = {
  name: 'configuration.merge_upgrade',
  title: 'Incorporar novo padrão',
  permission: 'configuration.edit',
  input,
  labels: { ...LABELS, mode: 'Como', choices: 'Escolhas dos conflitos' },
  reason: 'none',
  subject: versionSubject,
  refused: () => null,
  async run({ tx, municipalityId, actor }, given) {
    const { versionId: id, joined } = await mergeUpgrade(tx, {
      ...{ kind: given.kind, key: given.key, municipalityId, seen: seenIn(given) },
      ...{ mode: given.mode ?? 'merge', choices: choicesOf(given) },
      authorId: actor.userId,
      authorForId: lenderOf(actor, 'configuration.edit'),
    })
    return { ...(await outcomeOf(tx, id, municipalityId)), report: joined.report }
  },
  describe(_, { version, report: { brought, own, conflicts } }) {
    const parts = [
      countText(brought.length, 'mudança trazida', 'mudanças trazidas'),
      countText(own.length, 'diferença própria mantida', 'diferenças próprias mantidas'),
      countText(conflicts.length, 'conflito decidido', 'conflitos decididos'),
    ]
    return `Novo padrão incorporado em rascunho: ${versionName(version)} (${parts.join(', ')})`
  },
  trail: (_, outcome) => ({ ...versionTrail(_, outcome), merge: trailOf(outcome.report) }),
}

const trailOf = ({ mode, base, theirs, ours, conflicts }: MergeReport) => ({
  ...{ mode, base: base?.hash ?? null, theirs: theirs.hash, ours: ours.hash },
  choices: conflicts.map(({ path, choice }) => `${path}: ${choice}`),
})

const keepInput = vine.create(item)
type KeepGiven = Infer<typeof keepInput>

interface KeptOutcome {
  readonly kept: Version
  readonly refused: Version
}

/** The decision not to take a new default: recorded with its reason, and the item waits no more. */
export const keepOwnAction: Action<KeepGiven, KeptOutcome> = {
  name: 'configuration.keep_own',
  title: 'Manter a versão própria',
  permission: 'configuration.edit',
  input: keepInput,
  labels: LABELS,
  reason: 'required',
  subject: (_, { kept }) => ({ type: 'configuration.version', id: kept.id }),
  refused: () => null,
  run: ({ tx, municipalityId, actor, now, reason }, given) =>
    keepOwn(tx, {
      ...{ kind: given.kind, key: given.key, municipalityId, seen: seenIn(given) },
      ...{ userId: actor.userId, reason: reason!, now },
    }),
  describe: (_, { kept, refused }) =>
    `${versionName(kept)} mantida; ${versionLabel(refused)} não incorporado`,
  trail: (_, { kept, refused }) => ({
    ...{ item: `${kept.kind}/${kept.key}`, kept: kept.hash, refused: refused.hash },
  }),
}
