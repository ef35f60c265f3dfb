import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_BACKUP_FOLDER: {
    status: 500,
    message: 'The backup folder {folder} cannot be written: {detail}',
    pt: 'A cópia de segurança não pôde ser gravada em {folder} ({detail}). Confira se a pasta existe, se há espaço e se o sistema pode escrever nela.',
  },
  E_BACKUP_MANIFEST: {
    status: 422,
    message: '{folder} holds no backup: {detail}',
    pt: 'Em {folder} não há uma cópia de segurança completa ({detail}).',
  },
  E_BACKUP_RELEASE: {
    status: 409,
    message: 'The backup has other migrations than this release: {difference}',
    pt: 'A cópia foi feita por outra versão do sistema (diferença: {difference}). Restaure com a versão que a fez e depois atualize.',
  },
  E_BACKUP_NOT_EMPTY: {
    status: 409,
    message: 'The database holds {rows} users; a backup is only restored into an empty one',
    pt: 'O banco já está em uso ({rows} usuários). Uma cópia só se restaura em um banco vazio.',
  },
  E_BACKUP_BROKEN: {
    status: 422,
    message: 'Table {table} of the backup: {problem}',
    pt: 'A tabela {table} da cópia não confere: {problem}. Nada foi restaurado.',
  },
})
