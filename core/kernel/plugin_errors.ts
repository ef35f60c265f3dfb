import { defineErrors } from './errors.ts'

export const pluginErrors = defineErrors({
  E_KERNEL_PLUGIN_UNKNOWN: {
    status: 404,
    message: 'There is no plugin "{name}"',
    pt: 'O módulo “{name}” não existe nesta instalação. Escolha um da lista de módulos.',
  },
  E_KERNEL_PLUGIN_NAME: {
    status: 422,
    message: '"{name}" is no name for a plugin',
    pt: '“{name}” não serve de nome: use letras minúsculas sem acento e algarismos, começando por letra (por exemplo: wells).',
  },
  E_KERNEL_PLUGIN_EXISTS: {
    status: 409,
    message: 'There is a plugin "{name}" already',
    pt: 'Já existe um módulo “{name}” em plugins/. Escolha outro nome.',
  },
})
