/** Where ads run, with the parameters of a tracking link in that source's own macros, ready to be added to it. */
export interface TrafficSource {
  readonly name: string;
  readonly query: string;
}

/** The macros are those of each source's own documentation. */
export const TRAFFIC_SOURCES: readonly TrafficSource[] = [
  {
    name: 'Facebook, Instagram',
    query:
      'utm_source=facebook&utm_campaign={{campaign.name}}&utm_term={{adset.name}}&utm_content={{ad.name}}&adid={{ad.id}}',
  },
  {
    name: 'Google Ads',
    query:
      'utm_source=google&utm_campaign={campaignid}&utm_term={keyword}&utm_content={adgroupid}&adid={creative}',
  },
  {
    name: 'TikTok',
    query:
      'utm_source=tiktok&utm_campaign=__CAMPAIGN_NAME__&utm_term=__AID_NAME__&utm_content=__CID_NAME__&adid=__CID__',
  },
  {
    name: 'Яндекс Директ',
    query: 'utm_source=yandex&utm_campaign={campaign_id}&utm_term={keyword}&utm_content={ad_id}&adid={ad_id}',
  },
  {
    name: 'VK Реклама',
    query: 'utm_source=vk&utm_campaign={{campaign_id}}&utm_content={{banner_id}}&adid={{banner_id}}',
  },
  {
    name: 'PropellerAds',
    query:
      'utm_source=propeller&utm_campaign={campaignid}&utm_content={zoneid}&adid={bannerid}&data1=${SUBID}',
  },
  {
    name: 'Taboola',
    query: 'utm_source=taboola&utm_campaign={campaign_id}&utm_content={site}&adid={campaign_item_id}',
  },
];
