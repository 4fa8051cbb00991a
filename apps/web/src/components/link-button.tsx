import { createLink } from '@tanstack/react-router'
import { Button, type ButtonProps } from 'antd'
import type { Ref } from 'react'

interface AnchorButtonProps extends Omit<ButtonProps, 'href'> {
  readonly href?: string
  readonly ref?: Ref<HTMLAnchorElement>
}

const AnchorButton = ({ ref, ...props }: AnchorButtonProps) => <Button {...(ref && { ref })} {...props} />

/** A link that looks like a button. */
export const LinkButton = createLink(AnchorButton)
