import { defineTexts } from '@candor/ui'

export const fileTexts = defineTexts('files', {
  en: {
    title: 'Files',
    add: 'Add files',
    more: 'Show older files',
    empty: 'No files yet. Up to {{most}} MB each; they are kept encrypted, and downloads never open in the browser.',
    size: '{{shown}} KB',
    remove: 'Destroy',
    removeNamed: 'Destroy the file {{name}}',
    removeSure: 'Destroy this file for good? Its hash stays in the timeline.',
    keep: 'Keep',
  },
  zh: {
    title: '文件',
    add: '添加文件',
    more: '显示更早的文件',
    empty: '还没有文件。每个最大 {{most}} MB；加密保存，下载时不会在浏览器中打开。',
    size: '{{shown}} 千字节',
    remove: '销毁',
    removeNamed: '销毁文件 {{name}}',
    removeSure: '永久销毁该文件？其哈希值会保留在时间线中。',
    keep: '保留',
  },
})
