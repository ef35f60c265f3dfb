import { registries } from '#core/kernel/index'

/** What people call the operations that every record type has. */
const ON_RECORDS: Readonly<Record<string, string>> = {
  create: 'Cadastrar',
  update: 'Alterar',
  delete: 'Excluir',
  export: 'Exportar',
  attach: 'Anexar arquivo a',
  replace_attachment: 'Trocar anexo de',
  remove_attachment: 'Remover anexo de',
  note: 'Anotar em',
  edit_note: 'Corrigir anotação de',
  pin_note: 'Fixar anotação de',
  remove_note: 'Remover anotação de',
  anonymise: 'Anonimizar',
  personal_export: 'Exportar dados pessoais de',
}
const OF_THE_KERNEL: Readonly<Record<string, string>> = {
  'audit.export': 'Exportar a auditoria',
  'files.quarantine': 'Separar arquivo infectado',
  'web.too_large': 'Enviar mais do que se recebe de uma vez',
}

/** What an action or job of the trail is called; its name when the plugin is off. */
export function actionTitle(name: string): string {
  const { actions, jobs, records } = registries()
  const known = actions.find(name)?.title ?? jobs.find(name)?.title ?? OF_THE_KERNEL[name]
  if (known) return known
  const [, type = '', verb = ''] = /^(.+)\.(\w+)$/.exec(name) ?? []
  const record = records.find(type)
  const words = ON_RECORDS[verb]
  return record && words ? `${words} ${record.title.one.toLowerCase()}` : name
}

export const recordTitle = (type: string): string =>
  type === 'jobs.run' ? 'Execução' : (registries().records.find(type)?.title.one ?? type)

interface Subject {
  readonly subject_type: string | null
  readonly subject_id: bigint | null
}

const ACCESS_SUBJECTS: Readonly<Record<string, { title: string; path: string }>> = {
  'access.users': { title: 'Usuário', path: '/access/users' },
  'access.profiles': { title: 'Perfil', path: '/access/profiles' },
  'access.reviews': { title: 'Revisão de acessos', path: '/access/reviews' },
}

/** What an entry is about, with the page where it can be seen. */
export function subjectView({ subject_type: type, subject_id: id }: Subject) {
  if (!type || id === null) return null
  if (type === 'jobs.run') return { text: `Execução ${id}`, path: `/jobs/${id}` }
  const access = ACCESS_SUBJECTS[type]
  if (access) return { text: `${access.title} ${id}`, path: `${access.path}/${id}` }
  const record = registries().records.find(type)
  const path = record && (record.detailPath ?? `${record.path}/:id`).replace(':id', String(id))
  return record
    ? { text: `${record.title.one} ${id}`, path: path! }
    : { text: `${type} ${id}`, path: null }
}

const CHANNEL_WORDS = { screen: 'Tela', api: 'Outro sistema (API)' } as const

interface Origin {
  readonly channel: 'screen' | 'api' | null
  readonly address: string | null
}

/** `Tela · 10.0.0.7` */
export const originWords = ({ channel, address }: Origin): string =>
  channel ? [CHANNEL_WORDS[channel], address].filter(Boolean).join(' · ') : 'Sistema'
