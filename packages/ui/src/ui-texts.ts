import { defineTexts } from './i18n/texts.ts'

/** Words both apps share. */
export const uiTexts = defineTexts('ui', {
  en: {
    language: 'Language',
    theme: { label: 'Theme', system: 'System', light: 'Light', dark: 'Dark' },
    action: {
      retry: 'Try again',
      copy: 'Copy',
      copied: 'Copied',
      close: 'Close',
      cancel: 'Cancel',
      save: 'Save',
      undo: 'Undo',
      loadMore: 'Load more',
    },
    loading: 'Loading',
    erasedCustomer: 'Erased customer',
    empty: 'Nothing here yet',
    problem: {
      title: 'That did not work',
      offline: 'No connection to the server. Check your network; nothing you typed is lost.',
      unexpected:
        'Something unexpected happened on this page. Reload it; if it happens again, tell your administrator.',
      signedOut: 'You have been signed out. Sign in again to go on.',
      code: 'Code {{code}}',
      fields: 'What to mend:',
    },
    state: {
      recorded: 'Recorded',
      sequenced: 'In the list',
      sealed: 'Sealed',
      anchored: 'Published',
      final: 'Final',
    },
    stateHelp: {
      recorded: 'Stored. It gets its place in the sealed list within seconds.',
      sequenced: 'It has its permanent place in the list; the next seal will cover it.',
      sealed: 'A signed seal covers it. Changing it now would break the seal.',
      anchored: 'The seal is on the shared ledger, where we alone cannot take it back.',
      final: 'The seal is on the shared ledger and past any reordering.',
    },
  },
  zh: {
    language: '语言',
    theme: { label: '主题', system: '跟随系统', light: '浅色', dark: '深色' },
    action: {
      retry: '重试',
      copy: '复制',
      copied: '已复制',
      close: '关闭',
      cancel: '取消',
      save: '保存',
      undo: '撤销',
      loadMore: '加载更多',
    },
    loading: '正在加载',
    erasedCustomer: '已删除的客户',
    empty: '这里还没有内容',
    problem: {
      title: '操作没有成功',
      offline: '无法连接服务器。请检查网络，您输入的内容不会丢失。',
      unexpected: '页面出现意外错误。请刷新；如再次出现，请联系管理员。',
      signedOut: '您已退出登录，请重新登录后继续。',
      code: '代码 {{code}}',
      fields: '需要修正：',
    },
    state: {
      recorded: '已记录',
      sequenced: '已排序',
      sealed: '已封存',
      anchored: '已公布',
      final: '已确定',
    },
    stateHelp: {
      recorded: '已保存，几秒内将在封存列表中获得位置。',
      sequenced: '已在列表中获得永久位置，下一次封存将包含它。',
      sealed: '已由签名封存，任何改动都会破坏封存。',
      anchored: '封存已写入共享账本，我方无法单独撤回。',
      final: '封存已写入共享账本，且不会再变动。',
    },
  },
})
