import {
  type ConfigurationKind,
  checkSchema,
  compareJson,
  compareLists,
} from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { type Issue, registries } from '#core/kernel/index'
import { WORKFLOW_SCHEMA } from './content.ts'
import { WORKFLOW_KIND } from './flow.ts'
import { addedFieldIssues, withAddedFields } from './added_fields.ts'
import { lintWorkflow } from './lint.ts'
import { workflowStudio } from './studio.ts'
import { recipientIssues } from './tell_move.ts'
import type { WorkflowContent, WorkflowState, WorkflowTransition } from './types.ts'

const asContent = (content: Json) => content as unknown as WorkflowContent

function validate(key: string, content: Json): readonly Issue[] {
  const shape = checkSchema(WORKFLOW_SCHEMA, content)
  if (shape.length) return shape
  const type = registries().records.find(key)
  if (type?.workflow) return lintWorkflow(type, type.workflow, asContent(content))
  const message = `O cadastro “${type?.title.many ?? key}” não segue um fluxo.`
  return [{ code: 'no_workflow', severity: 'critical', path: '', message }]
}

const titleOf = (key: string) => {
  const type = registries().records.find(key)
  return type ? `Fluxo de ${type.title.many.toLowerCase()}` : key
}

/** States and transitions that administrators give to the records of a type; the key is the record type's name. */
export const workflowKind: ConfigurationKind = {
  kind: WORKFLOW_KIND,
  title: 'Fluxos de trabalho',
  editor: 'workflow',
  studio: workflowStudio,
  schema: WORKFLOW_SCHEMA,
  titleOf,
  summarize: (content) =>
    asContent(content)
      .states.map(({ title }) => title)
      .join(' · '),
  validate,
  complete: withAddedFields,
  checkHere: async (reader, place) => [
    ...(await addedFieldIssues(reader, place)),
    ...(await recipientIssues(reader, place)),
  ],
  compare: (before, after) => [
    ...compareLists<WorkflowState>(asContent(before).states, asContent(after).states, {
      path: '/states',
      keyOf: ({ key }) => key,
      titleOf: ({ title }) => `Estado “${title}”`,
      compareItem: (was, is, path) =>
        compareJson(was as unknown as Json, is as unknown as Json, {
          path,
          label: `Estado “${is.title}”`,
        }),
    }),
    ...compareLists<WorkflowTransition>(
      asContent(before).transitions,
      asContent(after).transitions,
      {
        path: '/transitions',
        keyOf: ({ key }) => key,
        titleOf: ({ title }) => `Passagem “${title}”`,
        compareItem: (was, is, path) =>
          compareJson(was as unknown as Json, is as unknown as Json, {
            path,
            label: `Passagem “${is.title}”`,
          }),
      }
    ),
  ],
  defaults: () =>
    registries()
      .records.all()
      .flatMap(({ name, workflow }) =>
        workflow
          ? [
              {
                key: name,
                title: titleOf(name),
                content: workflow.default as unknown as Json,
                legalBasis: null,
              },
            ]
          : []
      ),
}
