import { theme as antd, type ThemeConfig } from 'antd'
import { dark, light } from './palette.ts'

/** System fonts first; the Chinese faces follow so that Latin letters keep the Latin design. */
export const fontFamily =
  "Inter, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Ubuntu, Cantarell, 'Helvetica Neue', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', system-ui, sans-serif"
export const codeFontFamily =
  "ui-monospace, SFMono-Regular, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace"

/** Ant Design dressed in our own tokens. */
export const antdTheme = (isDark: boolean, motion: boolean): ThemeConfig => {
  const colours = isDark ? dark : light
  return {
    algorithm: isDark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    hashed: false,
    token: {
      fontFamily,
      fontFamilyCode: codeFontFamily,
      fontSize: 14,
      controlHeight: 32,
      borderRadius: 6,
      borderRadiusLG: 10,
      borderRadiusSM: 4,
      motion,
      colorPrimary: colours.accent,
      colorPrimaryHover: colours.accentHover,
      colorPrimaryText: colours.accentText,
      colorPrimaryBg: colours.accentSoft,
      colorLink: colours.accentText,
      colorLinkHover: colours.accentText,
      colorInfo: colours.accent,
      colorSuccess: colours.good,
      colorSuccessText: colours.good,
      colorSuccessBg: colours.goodSoft,
      colorWarning: colours.warn,
      colorWarningText: colours.warn,
      colorWarningBg: colours.warnSoft,
      colorError: isDark ? '#e5544a' : colours.bad,
      colorErrorText: colours.bad,
      colorErrorBg: colours.badSoft,
      colorBgLayout: colours.canvas,
      colorBgContainer: colours.surface,
      colorBgElevated: colours.raised,
      colorText: colours.text,
      colorTextSecondary: colours.text2,
      colorTextTertiary: colours.text3,
      colorTextDescription: colours.text3,
      colorTextPlaceholder: colours.text3,
      colorIcon: colours.text3,
      colorBorder: colours.edge,
      colorBorderSecondary: colours.line,
      colorSplit: colours.line,
      boxShadow: colours.shadow,
      boxShadowSecondary: colours.shadow,
      controlItemBgActive: colours.accentSoft,
      controlItemBgActiveHover: colours.accentSoft,
      controlItemBgHover: colours.hover,
    },
    components: {
      Button: {
        fontWeight: 500,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        defaultBorderColor: isDark ? '#3a414d' : '#cfd4dc',
        borderColorDisabled: colours.line,
      },
      Card: { headerFontSize: 14, headerHeight: 48 },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px', labelColor: colours.text2 },
      Modal: { titleFontSize: 16 },
      Segmented: {
        trackBg: colours.sunken,
        itemColor: colours.text2,
        itemSelectedBg: isDark ? colours.line : colours.surface,
      },
      Tabs: {
        horizontalItemPadding: '10px 0',
        titleFontSize: 14,
        itemColor: colours.text2,
        itemSelectedColor: colours.accentText,
        itemHoverColor: colours.text,
        inkBarColor: colours.accentText,
      },
      Tag: { defaultBg: colours.sunken, defaultColor: colours.text2 },
      Tooltip: { colorBgSpotlight: isDark ? '#333a46' : '#1d2128' },
    },
  }
}
