import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_ACCESS_DENIED: {
    status: 403,
    message: 'User "{user}" lacks permission {permission}',
    pt: 'Você não tem permissão para isto ({title}). Peça ao administrador do sistema o perfil que a inclui.',
  },
  E_ACCESS_LOGIN: {
    status: 422,
    message: 'Wrong e-mail or password',
    pt: 'E-mail ou senha incorretos. Confira os dois e tente de novo.',
  },
  E_ACCESS_LOCKED: {
    status: 423,
    message: 'User {email} is locked until {until}',
    pt: 'Acesso bloqueado até {until} por excesso de tentativas. Espere ou peça o desbloqueio ao administrador.',
  },
})
