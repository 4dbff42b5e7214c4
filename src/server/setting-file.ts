// Files that settings name.

/** Why a file or folder cannot be read, naming it; `null` where an error says nothing of that. */
export function explainUnreadable(path: string, error: unknown): string | null {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return null
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return `there is no ${path}.`
  if (error.code === 'EACCES' || error.code === 'EPERM') return `${path} may not be read: permission denied.`
  if (error.code === 'EISDIR') return `${path} is a folder, and a file is wanted.`
  return `${path} cannot be read (${String(error.code)}).`
}
