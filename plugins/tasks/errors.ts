import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_TASKS_ASSIGNEE: {
    status: 422,
    message: 'User {user} is not active',
    pt: '{name} não entra mais no sistema: escolha outra pessoa para a tarefa.',
  },
})
