import type { Actor } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import { cacheGeneration, inForceWithin, parseContent } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { Row } from '../query/list_rows.ts'
import type { RecordType } from '../types.ts'
import { answerConditions } from '../write/form_conditions.ts'
import { errors } from '../errors.ts'
import { withAddedValues } from './added_fields.ts'
import { conditionFields, conditionName } from './lint.ts'
import type { WorkflowContent, WorkflowDeclaration, WorkflowTransition } from './types.ts'

type Reader = Pick<Tx, 'rawQuery'>

export const WORKFLOW_KIND = 'workflow'

/** The workflow that a version holds, and the version. */
export interface Flow {
  readonly versionId: bigint
  readonly content: WorkflowContent
}

/** What an approved version holds never changes: kept by its id, as long as the connection is to the same database. */
const kept = { generation: 0, contents: new Map<bigint, WorkflowContent>() }

/** The workflow of a version, by its id. */
async function flowOf(reader: Reader, versionId: bigint): Promise<Flow> {
  const generation = await cacheGeneration(reader)
  if (kept.generation !== generation) {
    kept.generation = generation
    kept.contents.clear()
  }
  let content = kept.contents.get(versionId)
  if (!content) {
    const [row] = await query<{ content: string }>(
      reader,
      'select content from configuration_versions where id = ?',
      [versionId]
    )
    content = parseContent(row!.content) as unknown as WorkflowContent
    kept.contents.set(versionId, content)
  }
  return { versionId, content }
}

/** The workflow that records of a type enter today. @throws BusinessError E_RECORDS_NO_WORKFLOW */
export async function flowToday(
  reader: Reader,
  type: RecordType,
  municipalityId: bigint
): Promise<Flow> {
  const today = await todayIn(reader, municipalityId)
  const item = { kind: WORKFLOW_KIND, key: type.name, municipalityId }
  const version = await inForceWithin(reader, item, today)
  if (!version) throw errors.E_RECORDS_NO_WORKFLOW({ type: type.name, title: type.title.many })
  return { versionId: version.id, content: version.content as unknown as WorkflowContent }
}

export const initialOf = ({ states }: WorkflowContent) => states.find(({ isInitial }) => isInitial)!

/** Columns that a new record gets besides what people give: the initial state, and the version that it follows. */
export async function startColumns(
  reader: Reader,
  type: RecordType,
  municipalityId: bigint
): Promise<Readonly<Record<string, unknown>>> {
  if (!type.workflow) return {}
  const { versionId, content } = await flowToday(reader, type, municipalityId)
  return { [type.workflow.field]: initialOf(content).key, workflow_version: versionId }
}

/** The workflow that a record follows: the one in force when it entered, whatever came later. */
export async function flowOfRow(reader: Reader, type: RecordType, id: bigint): Promise<Flow> {
  const [row] = await query<{ workflow_version: bigint }>(
    reader,
    `select workflow_version from ${type.table} where id = ?`,
    [id]
  )
  return flowOf(reader, row!.workflow_version)
}

/** The transitions whose condition holds for a record where it stands, whoever asks. */
export function openTransitions(
  type: RecordType,
  declared: WorkflowDeclaration,
  { content }: Pick<Flow, 'content'>,
  row: Readonly<Record<string, unknown>>
): WorkflowTransition[] {
  const here = content.transitions.filter(({ from }) => from.includes(String(row[declared.field])))
  if (!here.some(({ when }) => when !== undefined)) return here
  const answers = answerConditions(conditionFields(type, declared, content), row)
  return here.filter((one) => one.when === undefined || answers.isVisible(conditionName(one)))
}

/** The transitions that a person may do to a record now. */
export async function movesOf(
  reader: Reader,
  type: RecordType,
  row: Row,
  { permissions }: Pick<Actor, 'permissions'>
): Promise<WorkflowTransition[]> {
  if (!type.workflow) return []
  const flow = await flowOfRow(reader, type, row.id)
  const whole = await withAddedValues(reader, type, flow, row)
  return openTransitions(type, type.workflow, flow, whole).filter(({ permission }) =>
    permissions.has(permission)
  )
}
