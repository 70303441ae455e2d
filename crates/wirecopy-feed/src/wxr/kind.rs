//! Which types of posts are articles.

/// Types that are no articles: parts of the site, forms, and what people send in, which may hold personal data.
const OTHERS: [&str; 46] = [
    // of the site itself
    "nav_menu_item",
    "revision",
    "custom_css",
    "customize_changeset",
    "oembed_cache",
    "user_request",
    "wp_block",
    "wp_template",
    "wp_template_part",
    "wp_global_styles",
    "wp_navigation",
    "wp_font_family",
    "wp_font_face",
    "wp_guideline",
    "wp_log",
    "scheduled-action",
    // of tools that build sites
    "acf-field",
    "acf-field-group",
    "acf-post-type",
    "acf-taxonomy",
    "acf-ui-options-page",
    "elementor_library",
    "elementor_snippet",
    "elementor_font",
    "et_pb_layout",
    "fl-builder-template",
    "bricks_template",
    "ct_template",
    "oceanwp_library",
    "jp_mem_plan",
    "jp_pay_order",
    "amp_validated_url",
    "custom-css",
    "safecss",
    // forms and what is sent in by them
    "feedback",
    "wpcf7_contact_form",
    "flamingo_contact",
    "flamingo_inbound",
    "flamingo_outbound",
    "wpforms",
    "mc4wp-form",
    "nf_sub",
    // shops
    "shop_order",
    "shop_order_refund",
    "shop_coupon",
    "shop_subscription",
];

/// Whether a post of this type is an article. A type that nobody knows is one: losing a text is worse than a text too many.
pub(super) fn is_article(kind: &str) -> bool {
    !OTHERS.contains(&kind)
}
