import type { Actor } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { andInside } from '#core/records/index'
import { pagerOf } from '#core/web/index'
import { DOUBTS } from '../../domain/social_import.ts'
import { errors } from '../../errors.ts'
import { doubtInside } from './doubts.ts'

type Reader = Pick<Tx, 'rawQuery'>

export const PROGRAMME_TITLES: Readonly<Record<string, string>> = {
  cadunico: 'CadÚnico',
  bpc: 'BPC',
}
const FATE_TITLES = [
  { value: 'matched', title: 'Incluídas' },
  { value: 'kept', title: 'Continuam' },
  { value: 'doubt', title: 'A decidir' },
  { value: 'dismissed', title: 'Não são do imóvel' },
  { value: 'unmatched', title: 'Sem imóvel' },
  { value: 'unfit', title: 'Fora dos critérios' },
  { value: 'rejected', title: 'Linhas recusadas' },
  { value: 'lapsed', title: 'Apagadas sem decisão' },
]
const SIZE = 50
const DOUBTS_SIZE = 20

interface FileRow {
  readonly id: bigint
  readonly programme: string
  readonly status: string
}

const STATES: Readonly<Record<string, { readonly tone: string; readonly text: string }>> = {
  loading: { tone: 'attention', text: 'Importando' },
  done: { tone: 'good', text: 'Em vigor' },
  replaced: { tone: 'neutral', text: 'Substituído' },
}

const shownFile = <T extends FileRow>(file: T) => ({
  ...file,
  programmeTitle: PROGRAMME_TITLES[file.programme]!,
  state: STATES[file.status]!,
})

/** The latest files, and how many families wait for somebody. */
export async function socialFiles(reader: Reader, actor: Actor) {
  const files = await query<FileRow>(
    reader,
    'select * from registry_social_files where municipality_id = ? order by id desc limit 60',
    [actor.municipalityId]
  )
  return { files: files.map(shownFile), waiting: await waitingDoubts(reader, actor) }
}

async function waitingDoubts(reader: Reader, actor: Actor): Promise<number> {
  const inside = doubtInside(actor)
  const [row] = await query<{ n: number }>(
    reader,
    `select count(*)::int as n from registry_social_families f
      where f.municipality_id = ? and f.fate = 'doubt'${inside.sql}`,
    [actor.municipalityId, ...inside.bindings]
  )
  return row!.n
}

interface Asked {
  readonly id: bigint
  readonly fate: string
  readonly page: number
}

/** A file with its lines of one fate. Errors: E_REGISTRY_SOCIAL_FILE_UNKNOWN. */
export async function socialFileView(reader: Reader, actor: Actor, { id, fate, page }: Asked) {
  const { municipalityId } = actor
  const [file] = await query<FileRow>(
    reader,
    'select * from registry_social_files where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (!file) throw errors.E_REGISTRY_SOCIAL_FILE_UNKNOWN({ id })
  const inside = andInside('f.premise_id', 'registry.premises', actor)
  const counts = await query<{ fate: string; n: number }>(
    reader,
    `select fate, count(*)::int as n from registry_social_families f where file_id = ?${inside.sql} group by fate`,
    [id, ...inside.bindings]
  )
  const countOf = (wanted: string) => counts.find((one) => one.fate === wanted)?.n ?? 0
  const tabs = FATE_TITLES.map((tab) => ({ ...tab, count: countOf(tab.value) })).filter(
    ({ count }) => count > 0
  )
  const wanted = tabs.find(({ value }) => value === fate)?.value ?? tabs[0]?.value ?? 'matched'
  const lines = await query(
    reader,
    `select f.number, f.family_code, f.reason, f.decided_by, f.decided_at, p.id as premise_id, p.registration_number, p.holder_name
       from registry_social_families f left join registry_premises p on p.id = f.premise_id
      where f.file_id = ? and f.fate = ?${inside.sql} order by f.number limit ? offset ?`,
    [id, wanted, ...inside.bindings, SIZE, (page - 1) * SIZE]
  )
  return {
    file: shownFile(file),
    ...{ tabs, fate: wanted, lines },
    pager: pagerOf({
      ...{ page, size: SIZE, total: countOf(wanted), path: `/registry/social-files/${id}` },
      query: { fate: wanted },
    }),
  }
}

interface Place {
  readonly street: string
  readonly complement?: string | null
  readonly district: string | null
  readonly zip_code: string | null
}

interface FamilyRow extends Place {
  readonly id: bigint
  readonly programme: string
  readonly month: string
  readonly house_number: string | null
}

interface CandidateRow extends Place {
  readonly family_id: bigint
  readonly reasons: readonly string[]
  readonly number: string | null
}

const addressOf = (place: Place, number: string | null): string =>
  [
    `${place.street}, ${number ?? 's/n'}`,
    place.complement,
    place.district,
    place.zip_code && `CEP ${place.zip_code.slice(0, 5)}-${place.zip_code.slice(5)}`,
  ]
    .filter(Boolean)
    .join(' · ')

/** Families in doubt with the units that were found of each, oldest lines first. */
export async function doubtsView(reader: Reader, actor: Actor, page: number) {
  const { municipalityId } = actor
  const inside = doubtInside(actor)
  const families = await query<FamilyRow>(
    reader,
    `select f.*, x.programme, x.month from registry_social_families f join registry_social_files x on x.id = f.file_id
      where f.municipality_id = ? and f.fate = 'doubt'${inside.sql}
      order by f.id limit ? offset ?`,
    [municipalityId, ...inside.bindings, DOUBTS_SIZE, (page - 1) * DOUBTS_SIZE]
  )
  const candidates = await query<CandidateRow>(
    reader,
    `select c.*, p.registration_number, p.street, p.number, p.complement, p.district, p.zip_code, u.name, u.taxpayer_id,
            (select string_agg(e.economies || ' ' || e.category, ', ' order by e.category) from registry_premise_economies e
              where e.premise_id = p.id and e.until_on is null) as economies,
            (select b.last_on from registry_social_benefits b where b.premise_id = p.id order by b.last_on desc limit 1) as benefit_until
       from registry_social_candidates c join registry_premises p on p.id = c.premise_id
       join registry_customers u on u.id = c.customer_id
      where c.family_id = any(?::bigint[]) order by c.family_id, c.id`,
    [families.map(({ id }) => id)]
  )
  const total = await waitingDoubts(reader, actor)
  return {
    families: families.map((family) => ({
      ...family,
      programmeTitle: PROGRAMME_TITLES[family.programme]!,
      address: addressOf(family, family.house_number),
      units: candidates
        .filter((one) => one.family_id === family.id)
        .map((one) => ({
          ...one,
          address: addressOf(one, one.number),
          words: one.reasons.map((code) => DOUBTS[code] ?? code),
        })),
    })),
    ...{ total },
    pager: pagerOf({
      ...{ page, size: DOUBTS_SIZE, total, path: '/registry/social-doubts', query: {} },
    }),
  }
}
