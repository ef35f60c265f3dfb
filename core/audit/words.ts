import { registries } from '#core/kernel/index'

/** What an action or job of the trail is called; its name when the plugin is off. */
export function actionTitle(name: string): string {
  return registries().actions.find(name)?.title ?? registries().jobs.find(name)?.title ?? name
}

interface Subject {
  readonly subject_type: string | null
  readonly subject_id: bigint | null
}

/** What an entry is about, with the page where it can be seen. */
export function subjectView({ subject_type: type, subject_id: id }: Subject) {
  if (!type || id === null) return null
  if (type === 'jobs.run') return { text: `Execução ${id}`, path: `/jobs/${id}` }
  const record = registries().records.find(type)
  return record
    ? { text: `${record.title.one} ${id}`, path: `${record.path}/${id}` }
    : { text: `${type} ${id}`, path: null }
}
