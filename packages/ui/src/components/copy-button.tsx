import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { uiTexts } from '../ui-texts.ts'

interface CopyButtonProps {
  readonly text: string
  /** What is copied, for people who cannot see the neighbourhood. */
  readonly label?: string
}

/** Copies a text and says so. */
export const CopyButton = ({ text, label }: CopyButtonProps) => {
  const t = uiTexts.useTexts()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <Button
      type="text"
      size="small"
      icon={copied ? <CheckOutlined /> : <CopyOutlined />}
      aria-label={label || copied ? undefined : t('action.copy')}
      onClick={() => void copy()}
    >
      {copied ? t('action.copied') : label}
    </Button>
  )
}
