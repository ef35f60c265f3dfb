import { Dec } from '#core/money/index'
import { type BlockIssue, rangeIssues } from './check_ranges.ts'
import type { Structure, TariffCharge } from './structure.ts'
import type { TariffTable } from './tariff_table.ts'

interface Place {
  readonly path: string
  readonly title: string
  readonly charge: TariffCharge
}

const issue = (
  { path, title }: Place,
  [code, severity]: readonly [string, BlockIssue['severity']],
  message: string
): BlockIssue => ({ code, severity, path, message: `${title}: ${message}` })

/** The structures that a structure is made of, each with where it stands in it. */
export const innerStructures = (
  structure: Structure
): readonly (readonly [string, Structure])[] => {
  if (structure.kind === 'sum') {
    return structure.parts.map((one, index) => [`/parts/${index}`, one] as const)
  }
  if (structure.kind === 'least') {
    return structure.options.map((one, index) => [`/options/${index}`, one] as const)
  }
  return 'structure' in structure ? [['/structure', structure.structure]] : []
}

function rowIssues(table: TariffTable, structure: Structure & { kind: 'rows' }, place: Place) {
  const rows = table.rows?.[structure.table]
  if (!rows) {
    return [
      issue(
        place,
        ['unknown_rows', 'critical'],
        `cita a tabela por m³ “${structure.table}”, que não existe em rows`
      ),
    ]
  }
  const wanted = [structure.column, ...(structure.less ? [structure.less] : [])]
  return wanted.flatMap((name) =>
    rows.columns[name] && rows.beyond[name]
      ? []
      : [
          issue(
            place,
            ['unknown_column', 'critical'],
            `a tabela por m³ “${structure.table}” não tem a coluna “${name}” com preço além da última linha (beyond)`
          ),
        ]
  )
}

function condominiumIssue(structure: Structure, place: Place): BlockIssue[] {
  const isSingle = 'per' in structure && structure.per === 'connection' && 'brackets' in structure
  return isSingle
    ? [
        issue(
          place,
          ['single_economy', 'warning'],
          'trata o condomínio como uma só economia, o que o STJ julgou ilegal (Tema 414); use as economias com franquia'
        ),
      ]
    : []
}

function percentIssue(
  table: TariffTable,
  structure: Structure & { kind: 'percent' },
  place: Place
) {
  const { of } = structure
  const isBase = of === 'water' || table.charges?.some(({ charge_type: type }) => type === of)
  if (of === place.charge.charge_type) {
    return [issue(place, ['percent_of_itself', 'critical'], 'é um percentual dela mesma')]
  }
  return isBase
    ? []
    : [
        issue(
          place,
          ['percent_of_nothing', 'critical'],
          `é percentual de “${of}”, que a tabela não cobra`
        ),
      ]
}

/** Two cells that the same facts could choose: the first wins, which may not be what was meant. */
function matrixIssues(structure: Structure & { kind: 'matrix' }, place: Place): BlockIssue[] {
  const isSame = (a?: string, b?: string) => a === undefined || b === undefined || a === b
  return structure.cells.flatMap((cell, index) => {
    const earlier = structure.cells
      .slice(0, index)
      .findIndex(
        (other) =>
          isSame(other.frequency, cell.frequency) &&
          isSame(other.profile, cell.profile) &&
          (other.over ?? 0) < (cell.to ?? Infinity) &&
          (cell.over ?? 0) < (other.to ?? Infinity)
      )
    return earlier < 0
      ? []
      : [
          issue(
            { ...place, path: `${place.path}/cells/${index}` },
            ['cell_overlap', 'warning'],
            `o valor ${index + 1} sobrepõe-se ao ${earlier + 1}; vale o que vem antes`
          ),
        ]
  })
}

function structureIssues(table: TariffTable, structure: Structure, place: Place): BlockIssue[] {
  const found: BlockIssue[] = condominiumIssue(structure, place)
  if ('brackets' in structure) {
    const isWhole = structure.kind === 'whole_bracket' || structure.kind === 'base_excess'
    found.push(...rangeIssues(`${place.path}/brackets`, place.title, structure.brackets))
    if (isWhole) found.push(...jumpIssues(structure, place))
  }
  if (structure.kind === 'formula') {
    found.push(...rangeIssues(`${place.path}/ranges`, place.title, structure.ranges))
  }
  if (structure.kind === 'rows') found.push(...rowIssues(table, structure, place))
  if (structure.kind === 'percent') found.push(...percentIssue(table, structure, place))
  if (structure.kind === 'matrix') found.push(...matrixIssues(structure, place))
  return [
    ...found,
    ...innerStructures(structure).flatMap(([path, one]) =>
      structureIssues(table, one, { ...place, path: place.path + path })
    ),
  ]
}

/** A bill that falls when the volume passes into the next bracket: what a base or deduction is meant to prevent. */
function jumpIssues(
  structure: Extract<Structure, { kind: 'base_excess' | 'whole_bracket' }>,
  place: Place
): BlockIssue[] {
  const amounts = (index: number, volume: Dec): Dec => {
    if (structure.kind === 'whole_bracket') {
      const one = structure.brackets[index]!
      return volume.times(Dec.of(one.price)).minus(Dec.of(one.deduct))
    }
    const one = structure.brackets[index]!
    return Dec.of(one.base).plus(volume.minus(Dec.of(one.over)).times(Dec.of(one.price)))
  }
  return structure.brackets.slice(1).flatMap(({ over }, index) => {
    const [before, after] = [amounts(index, Dec.of(over)), amounts(index + 1, Dec.of(over))]
    return after.lt(before)
      ? [
          issue(
            { ...place, path: `${place.path}/brackets/${index + 1}` },
            ['falling_amount', 'warning'],
            `ao passar de ${over} m³ a conta cai de ${before.toString()} para ${after.toString()}; confira base ou dedução`
          ),
        ]
      : []
  })
}

const fits = (list: readonly string[] | undefined, code: string) => !list || list.includes(code)

/** Each category needs a last charge without other conditions, else somebody's bill would have no price. */
function defaultIssues(table: TariffTable): BlockIssue[] {
  const charges = table.charges ?? []
  const isDefault = ({ applies }: TariffCharge, code: string) =>
    fits(applies.categories, code) && Object.keys(applies).every((name) => name === 'categories')
  return Object.entries(table.categories).flatMap(([code, category]) =>
    (['water', 'sewage'] as const).flatMap((type) => {
      const mine = charges.filter(
        (one) => one.charge_type === type && fits(one.applies.categories, code)
      )
      const isPlain = type === 'water' ? category.blocks.length > 0 : true
      const isNeeded =
        type === 'water' ? !isPlain : mine.length > 0 && !Object.keys(table.sewage).length
      return isNeeded && !mine.some((one) => isDefault(one, code))
        ? [
            {
              code: 'missing_default',
              severity: 'critical' as const,
              path: `/charges`,
              message: `${category.title}: falta uma cobrança de ${type === 'water' ? 'água' : 'esgoto'} sem condições, para quem não se encaixa nas outras`,
            },
          ]
        : []
    })
  )
}

/** Charges after one that takes everybody of the same type and categories would never apply. */
function unreachableIssues(charges: readonly TariffCharge[]): BlockIssue[] {
  return charges.flatMap((charge, index) => {
    const earlier = charges
      .slice(0, index)
      .find(
        ({ charge_type: type, applies }) =>
          type === charge.charge_type &&
          Object.keys(applies).every((name) => name === 'categories') &&
          (!applies.categories ||
            charge.applies.categories?.every((code) => applies.categories!.includes(code)))
      )
    return earlier
      ? [
          {
            code: 'unreachable_charge',
            severity: 'critical' as const,
            path: `/charges/${index}`,
            message: `${charge.title}: nunca se aplica, porque “${earlier.title}” vem antes e serve a todos; troque a ordem`,
          },
        ]
      : []
  })
}

function unknownCategories(table: TariffTable): BlockIssue[] {
  return (table.charges ?? []).flatMap(({ applies, title }, index) =>
    (applies.categories ?? [])
      .filter((code) => !table.categories[code])
      .map((code) => ({
        code: 'unknown_category',
        severity: 'critical' as const,
        path: `/charges/${index}/applies/categories`,
        message: `${title}: cita a categoria ${code}, que a tabela não tem`,
      }))
  )
}

/** Findings on the declared charges of a table. */
export function declaredIssues(table: TariffTable): BlockIssue[] {
  const charges = table.charges ?? []
  const each = charges.flatMap((charge, index) =>
    structureIssues(table, charge.structure, {
      path: `/charges/${index}/structure`,
      title: charge.title,
      charge,
    })
  )
  const rows = Object.entries(table.rows ?? {}).flatMap(([name, { columns }]) => {
    const lengths = new Set(Object.values(columns).map((list) => list.length))
    return lengths.size > 1
      ? [
          {
            code: 'ragged_rows',
            severity: 'critical' as const,
            path: `/rows/${name}/columns`,
            message: `Tabela por m³ ${name}: as colunas têm números diferentes de linhas`,
          },
        ]
      : []
  })
  return [
    ...defaultIssues(table),
    ...unreachableIssues(charges),
    ...unknownCategories(table),
    ...each,
    ...rows,
  ]
}
