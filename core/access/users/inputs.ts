import vine from '@vinejs/vine'

export const userId = vine.number().positive().withoutDecimals()

export const idList = () =>
  vine.array(vine.number().positive().withoutDecimals()).distinct().maxLength(500)

const optionalText = (length: number) =>
  vine.string().trim().maxLength(length).nullable().optional()

/** What an administrator writes about a person. */
export const personFields = {
  login: vine
    .string()
    .trim()
    .minLength(3)
    .maxLength(80)
    .regex(/^[^\s]+$/),
  full_name: vine.string().trim().minLength(3).maxLength(120),
  email: vine.string().trim().email().maxLength(200).nullable().optional(),
  job_title: optionalText(80),
  area: optionalText(80),
}

export const personLabels = {
  login: 'Login',
  full_name: 'Nome completo',
  email: 'E-mail',
  job_title: 'Cargo',
  area: 'Setor',
}

/** A password typed twice, in masked fields: nobody is ever shown one. */
export const passwordFields = {
  password: vine.string().minLength(1).maxLength(200).confirmed(),
}

export const passwordLabels = {
  password: 'Senha provisória',
  password_confirmation: 'Repita a senha provisória',
}

export interface PersonInput {
  readonly login: string
  readonly full_name: string
  readonly email?: string | null
  readonly job_title?: string | null
  readonly area?: string | null
}
