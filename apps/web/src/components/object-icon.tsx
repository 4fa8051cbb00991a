import {
  BookOutlined,
  CalendarOutlined,
  CarOutlined,
  CoffeeOutlined,
  ExperimentOutlined,
  FileOutlined,
  FlagOutlined,
  GiftOutlined,
  HeartOutlined,
  HomeOutlined,
  InboxOutlined,
  KeyOutlined,
  LaptopOutlined,
  ShopOutlined,
  StarOutlined,
  ToolOutlined,
} from '@ant-design/icons'
import type { ObjectIcon as Name } from '@candor/api'
import type { ReactNode } from 'react'

const icons: Readonly<Record<Name, ReactNode>> = {
  box: <InboxOutlined />,
  tool: <ToolOutlined />,
  car: <CarOutlined />,
  home: <HomeOutlined />,
  shop: <ShopOutlined />,
  book: <BookOutlined />,
  calendar: <CalendarOutlined />,
  coffee: <CoffeeOutlined />,
  experiment: <ExperimentOutlined />,
  file: <FileOutlined />,
  flag: <FlagOutlined />,
  gift: <GiftOutlined />,
  heart: <HeartOutlined />,
  key: <KeyOutlined />,
  laptop: <LaptopOutlined />,
  star: <StarOutlined />,
}

/** The picture of an own object. */
export const ObjectIcon = ({ name }: { readonly name: Name }) => icons[name]
